package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** MariaDB as Debian packages it. Its root may only come in by the socket; the owner of the data comes in by TCP. */
final class MariaDb implements Server, Engine {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String OWNER = "owner";

    private final Path directory;
    private final Account account;
    private final Service service;

    MariaDb(Path directory, Service.Settings settings) {
        this.directory = directory;
        account = settings.account();
        service = new Service("mariadb", directory, settings, Signal.TERM);
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public String kind() {
        return "mariadb";
    }

    @Override
    public int port() {
        return Port.of(directory);
    }

    @Override
    public void start() throws IOException {
        account.directory(directory);
        account.directory(temporary());
        if (!Files.exists(madeMark())) makeData();
        writeOwner();
        service.start(command(), Map.of(), () -> connect("").close(), PATIENCE);
    }

    private List<String> command() throws IOException {
        return List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + data(),
                "--tmpdir=" + temporary(),
                "--socket=" + SocketDirectory.of(directory, account).resolve("mariadb.sock"),
                "--port=" + port(),
                "--bind-address=" + Port.HOST,
                "--pid-file=" + directory.resolve("mariadbd.pid"),
                "--init-file=" + initFile(),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=2",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci");
    }

    private void makeData() throws IOException {
        Directory.delete(data());
        Command.of(account.running(directory))
                .and("mariadb-install-db", "--no-defaults", "--skip-test-db", "--datadir=" + data())
                .and("--auth-root-socket-user=root")
                .in(directory)
                .output();
        Files.createFile(madeMark());
    }

    /** The server reads this before it takes its first connection, so that it never runs without a password. */
    private void writeOwner() throws IOException {
        String who = "'" + OWNER + "'@'" + Port.HOST + "'";
        Secret.write(
                initFile(),
                "CREATE USER IF NOT EXISTS " + who + " IDENTIFIED BY '" + password() + "';\n" //
                        + "GRANT ALL ON *.* TO " + who + " WITH GRANT OPTION;\n");
        account.own(initFile());
    }

    private Path initFile() {
        return directory.resolve("init.sql");
    }

    private Path madeMark() {
        return directory.resolve("made");
    }

    /** Its own: a server that starts deletes the temporary tables that it finds, also those of another. */
    private Path temporary() {
        return directory.resolve("tmp");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String password() throws IOException {
        Path file = directory.resolve("password");
        String password = Secret.keptIn(file);
        account.own(file);
        return password;
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }

    @Override
    public void createDatabase(String database) throws SQLException, IOException {
        execute("DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database);
    }

    @Override
    public void createReader(String database, Login reader, List<String> tables) throws SQLException, IOException {
        String who = "'" + reader.user() + "'@'" + Port.HOST + "'";
        execute("CREATE OR REPLACE USER " + who + " IDENTIFIED BY '" + reader.password() + "'");
        for (String table : tables) execute("GRANT SELECT ON " + database + ".\"" + table + "\" TO " + who);
        execute(
                "GRANT PROCESS ON *.* TO " + who,
                "GRANT SELECT ON performance_schema.events_statements_summary_by_digest TO " + who);
    }

    private void execute(String... statements) throws SQLException, IOException {
        try (Connection connection = connect("");
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    @Override
    public Connection connect(String database) throws SQLException, IOException {
        return connect(database, new Login(OWNER, password()));
    }

    @Override
    public Connection connect(String database, Login login) throws SQLException {
        String url = "jdbc:mariadb://" + Port.HOST + ":" + port() + "/" + database
                + "?sslMode=disable&connectTimeout=5000&useBulkStmts=true&sessionVariables=sql_mode='ANSI_QUOTES,STRICT_ALL_TABLES'";
        return DriverManager.getConnection(url, login.user(), login.password());
    }

    @Override
    public String schema(String mariaDbSchema) {
        return mariaDbSchema.replace('`', '"');
    }
}
