package nl.meldkamer.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Zabbix frontend under PHP's own web server.
 *
 * <p>Debian's build reads its configuration from one fixed path below /etc. A copy of the frontend in which that path is
 * another lets several frontends live on one machine, and leaves /etc alone.
 */
final class ZabbixFrontend implements Server {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FIXED_PATH = "'/etc/zabbix/zabbix.conf.php'";
    private static final int FAMILIAR_PORT = 8080;
    private static final List<String> SETTINGS = List.of(
            "post_max_size=32M",
            "max_execution_time=300",
            "max_input_time=300",
            "memory_limit=256M",
            "opcache.enable_cli=1",
            "date.timezone=" + SiteDatabase.TIME_ZONE);

    private final Path directory;
    private final Account account;
    private final Lifetime lifetime;
    private final ZabbixServer server;
    private final Postgres postgres;
    private final ZabbixInstallation installation;
    private final Service service;

    ZabbixFrontend(
            Path directory,
            Service.Settings settings,
            ZabbixServer server,
            Postgres postgres,
            ZabbixInstallation installation) {
        this.directory = directory;
        this.account = settings.account();
        this.lifetime = settings.lifetime();
        this.server = server;
        this.postgres = postgres;
        this.installation = installation;
        service = new Service("zabbix-frontend", directory, settings, Signal.TERM);
    }

    @Override
    public String name() {
        return "Zabbix frontend";
    }

    /** The familiar one for what people look at only: tests run beside each other, and would all want it. */
    @Override
    public int port() {
        return lifetime == Lifetime.WITH_THIS_JVM ? Port.of(directory) : Port.of(directory, FAMILIAR_PORT);
    }

    URI address() {
        return URI.create("http://" + Port.HOST + ":" + port() + "/");
    }

    @Override
    public void start() throws IOException {
        account.directory(directory);
        if (!Files.exists(pages())) copyPages();
        writeConfiguration();
        service.start(command(), Map.of("PHP_CLI_SERVER_WORKERS", "4"), () -> api().version(), PATIENCE);
    }

    private List<String> command() {
        List<String> php = new ArrayList<>(List.of("php", "-S", Port.HOST + ":" + port(), "-t", pages().toString()));
        for (String setting : SETTINGS) php.addAll(List.of("-d", setting));
        return asGroup(php);
    }

    /** PHP's workers outlive it; a shell that leads their process group takes them all along. */
    private static List<String> asGroup(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "trap 'trap - TERM; kill -s TERM -- -$$' TERM; \"$@\" & wait $!", "frontend"));
        words.addAll(command);
        return words;
    }

    /** A client of this frontend's API. */
    ZabbixApi api() {
        return new ZabbixApi(address().resolve("api_jsonrpc.php"));
    }

    private Path pages() {
        return directory.resolve("pages");
    }

    private void copyPages() throws IOException {
        Path unfinished = directory.resolve("pages.unfinished");
        Directory.delete(unfinished);
        Command.of("cp", "-R", "-L", installation.frontend().toString(), unfinished.toString())
                .output();
        Path reader = unfinished.resolve("include/classes/core/CConfigFile.php");
        String source = Files.readString(reader);
        if (!source.contains(FIXED_PATH)) throw new IOException(reader + " does not name " + FIXED_PATH);
        Files.writeString(
                reader, source.replace(FIXED_PATH, quoted(configuration().toString())));
        Files.move(unfinished, pages());
    }

    private void writeConfiguration() throws IOException {
        Login login = server.databaseLogin();
        String text = """
                <?php
                $DB['TYPE'] = 'POSTGRESQL';
                $DB['SERVER'] = '127.0.0.1';
                $DB['PORT'] = '%d';
                $DB['DATABASE'] = %s;
                $DB['USER'] = %s;
                $DB['PASSWORD'] = %s;
                $DB['SCHEMA'] = '';
                $DB['ENCRYPTION'] = false;
                $DB['DOUBLE_IEEE754'] = true;
                $ZBX_SERVER = '127.0.0.1';
                $ZBX_SERVER_PORT = '%d';
                $ZBX_SERVER_NAME = 'Meldkamer';
                $IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
                """.formatted(
                        postgres.port(),
                        quoted(server.database()),
                        quoted(login.user()),
                        quoted(login.password()),
                        server.port());
        Secret.write(configuration(), text);
        account.own(configuration());
    }

    private Path configuration() {
        return directory.resolve("zabbix.conf.php");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }
}
