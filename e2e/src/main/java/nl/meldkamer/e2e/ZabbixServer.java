package nl.meldkamer.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Zabbix server whose database is in a PostgreSQL of ours. New items and hosts are known to it within seconds. */
final class ZabbixServer implements Server {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATABASE = "zabbix";
    private static final int ANSWER_MS = 2000;

    private final Path directory;
    private final Account account;
    private final Postgres postgres;
    private final ZabbixInstallation installation;
    private final Additions additions;
    private final Service service;

    /** What one server has that others have not: lines of its configuration, and variables of its environment. */
    record Additions(List<String> configuration, Map<String, String> environment) {
        static final Additions NONE = new Additions(List.of(), Map.of());

        Additions {
            configuration = List.copyOf(configuration);
            environment = Map.copyOf(environment);
        }
    }

    ZabbixServer(Path directory, Service.Settings settings, Postgres postgres, ZabbixInstallation installation) {
        this(directory, settings, postgres, installation, Additions.NONE);
    }

    ZabbixServer(
            Path directory,
            Service.Settings settings,
            Postgres postgres,
            ZabbixInstallation installation,
            Additions additions) {
        this.directory = directory;
        this.account = settings.account();
        this.postgres = postgres;
        this.installation = installation;
        this.additions = additions;
        service = new Service("zabbix-server", directory, settings, Signal.TERM);
    }

    @Override
    public String name() {
        return "Zabbix server";
    }

    @Override
    public int port() {
        return Port.of(directory);
    }

    @Override
    public void start() throws IOException {
        account.directory(directory);
        makeDatabase();
        writeConfiguration();
        service.start(
                installation.command(
                        "/usr/sbin/zabbix_server", "-f", "-c", configuration().toString()),
                additions.environment(),
                this::connect,
                PATIENCE);
    }

    /** Under another name until it is whole, so that a start that was cut off leaves no half of it behind. */
    private void makeDatabase() throws IOException {
        try {
            if (postgres.hasDatabase(DATABASE)) return;
            String unfinished = DATABASE + "_unfinished";
            postgres.createDatabase(unfinished, databaseLogin());
            fill(unfinished);
            postgres.analyze(unfinished);
            postgres.renameDatabase(unfinished, DATABASE);
        } catch (SQLException failed) {
            throw new IOException("making the database of Zabbix failed", failed);
        }
    }

    private void fill(String database) throws IOException {
        Optional<ReadyMade> readyMade = ReadyMade.of(installation);
        if (readyMade.isPresent() && readyMade.get().exists()) {
            readyMade.get().restore(postgres, database, databaseLogin());
            return;
        }
        for (Path script : installation.databaseScripts()) postgres.runScript(database, databaseLogin(), script);
        if (readyMade.isPresent()) readyMade.get().keep(postgres, database, databaseLogin());
    }

    private void writeConfiguration() throws IOException {
        Login login = databaseLogin();
        String text = """
                LogType=console
                PidFile=%s
                SocketDir=%s
                ListenIP=127.0.0.1
                ListenPort=%d
                DBHost=127.0.0.1
                DBPort=%d
                DBName=%s
                DBUser=%s
                DBPassword=%s
                CacheUpdateFrequency=2
                CacheSize=64M
                HistoryCacheSize=64M
                StartTrappers=5
                StartPollers=1
                StartPreprocessors=2
                StartPingers=0
                StartDiscoverers=0
                StartHTTPPollers=0
                StatsAllowedIP=127.0.0.1
                """.formatted(
                        directory.resolve("zabbix_server.pid"),
                        SocketDirectory.of(directory, account),
                        port(),
                        postgres.port(),
                        DATABASE,
                        login.user(),
                        login.password());
        for (String line : additions.configuration()) text += line + "\n";
        Secret.write(configuration(), text);
        account.own(configuration());
    }

    Path configuration() {
        return directory.resolve("zabbix_server.conf");
    }

    String database() {
        return DATABASE;
    }

    Login databaseLogin() throws IOException {
        Path file = directory.resolve("password");
        Login login = new Login(DATABASE, Secret.keptIn(file));
        account.own(file);
        return login;
    }

    private void connect() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), ANSWER_MS);
        }
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    long pid() throws IOException {
        return service.pid();
    }

    void kill() throws IOException {
        service.kill();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }
}
