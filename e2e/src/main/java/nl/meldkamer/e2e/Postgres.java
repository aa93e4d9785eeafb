package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL as Debian packages it. Only TCP, only with passwords. */
final class Postgres implements Server, Engine {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String OWNER = "postgres";

    private final Path directory;
    private final Account account;
    private final Service service;

    Postgres(Path directory, Service.Settings settings) {
        this.directory = directory;
        account = settings.account();
        service = new Service("postgres", directory, settings, Signal.INT);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public int port() {
        return Port.of(directory);
    }

    @Override
    public void start() throws IOException {
        account.directory(directory);
        if (!Files.exists(madeMark())) makeData();
        service.start(command(), Map.of(), () -> connect(OWNER).close(), PATIENCE);
    }

    private List<String> command() throws IOException {
        // A crash of the machine may cost the last moments of a demonstration, never the whole database.
        return List.of(
                program("postgres"),
                "-D",
                data().toString(),
                "-p",
                Integer.toString(port()),
                "-c",
                "listen_addresses=" + Port.HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "synchronous_commit=off",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=64MB");
    }

    private void makeData() throws IOException {
        Directory.delete(data());
        password();
        Command.of(account.running(directory))
                .and(program("initdb"), "-D", data().toString(), "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8")
                .and("-A", "scram-sha-256", "--pwfile", passwordFile().toString(), "--no-sync")
                .output();
        Files.createFile(madeMark());
    }

    private Path madeMark() {
        return directory.resolve("made");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    private String password() throws IOException {
        String password = Secret.keptIn(passwordFile());
        account.own(passwordFile());
        return password;
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    void kill() throws IOException {
        service.kill();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }

    boolean hasDatabase(String database) throws SQLException, IOException {
        try (Connection connection = connect(OWNER);
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        }
    }

    @Override
    public void createDatabase(String database) throws SQLException, IOException {
        execute(OWNER, "DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database + " TEMPLATE template0");
    }

    /** An empty database of an account's own; both are made anew. */
    void createDatabase(String database, Login owner) throws SQLException, IOException {
        createDatabase(database);
        execute(
                OWNER,
                "DROP ROLE IF EXISTS " + owner.user(),
                "CREATE ROLE " + owner.user() + " LOGIN PASSWORD '" + owner.password() + "'",
                "ALTER DATABASE " + database + " OWNER TO " + owner.user());
    }

    void renameDatabase(String from, String to) throws SQLException, IOException {
        execute(OWNER, "ALTER DATABASE " + from + " RENAME TO " + to);
    }

    @Override
    public void createReader(String database, Login reader, List<String> tables) throws SQLException, IOException {
        execute(
                database,
                "DROP ROLE IF EXISTS " + reader.user(),
                "CREATE ROLE " + reader.user() + " LOGIN PASSWORD '" + reader.password() + "'");
        for (String table : tables) execute(database, "GRANT SELECT ON \"" + table + "\" TO " + reader.user());
        execute(database, "GRANT pg_monitor TO " + reader.user());
    }

    private void execute(String database, String... statements) throws SQLException, IOException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    @Override
    public Connection connect(String database) throws SQLException, IOException {
        return connect(database, owner());
    }

    @Override
    public Connection connect(String database, Login login) throws SQLException {
        String url = "jdbc:postgresql://" + Port.HOST + ":" + port() + "/" + database
                + "?connectTimeout=5&loginTimeout=5&reWriteBatchedInserts=true&stringtype=unspecified";
        return DriverManager.getConnection(url, login.user(), login.password());
    }

    Login owner() throws IOException {
        return new Login(OWNER, password());
    }

    /** The planner does badly in tables of which it knows nothing yet. */
    void analyze(String database) throws SQLException, IOException {
        execute(database, "ANALYZE");
    }

    @Override
    public String schema(String mariaDbSchema) {
        return PostgresSchema.from(mariaDbSchema);
    }

    /** Runs a gzipped SQL script of a package in one transaction. */
    void runScript(String database, Login login, Path script) throws IOException {
        Path plain = Files.createTempFile(directory, "script", ".sql");
        try {
            Gzip.unpack(script, plain);
            run(database, login, plain);
        } finally {
            Files.delete(plain);
        }
    }

    /** Runs an SQL script in one transaction. */
    void run(String database, Login login, Path script) throws IOException {
        client("psql", database, login)
                .and("-X", "-q", "-1", "-v", "ON_ERROR_STOP=1")
                .reading(script);
    }

    /** As a script that makes the same in an empty database, whoever owns that. */
    void dump(String database, Login login, Path script) throws IOException {
        client(program("pg_dump"), database, login)
                .and("--no-owner", "--no-privileges", "-f", script.toString())
                .output();
    }

    private Command client(String program, String database, Login login) {
        return Command.of(program)
                .and("-h", Port.HOST, "-p", Integer.toString(port()), "-U", login.user(), "-d", database)
                .with("PGPASSWORD", login.password());
    }

    private static String program(String name) throws IOException {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .map(Path::toString)
                    .orElseThrow(() -> new IOException("no " + name + " below " + VERSIONS));
        }
    }
}
