package nl.meldkamer.audit.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of the app, with its tables, empty; and an account that may only read. */
abstract class AppDatabase extends RealServer {

    static final List<String> TABLES = List.of(
            "Member",
            "Membership Termination Request",
            "Volunteer Expense",
            "SEPA Mandate",
            "Direct Debit Batch",
            "Direct Debit Batch Invoice",
            "SEPA Audit Log",
            "Version",
            "Payment Entry");

    AppDatabase(String account) {
        super(account);
    }

    abstract String administrator(String database);

    abstract String reader();

    abstract String moment();

    abstract List<String> account();

    @Override
    boolean answers() {
        try (Connection connection = DriverManager.getConnection(administrator(""))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        super.beforeAll(context);
        execute("", "CREATE DATABASE site");
        try (InputStream schema = Objects.requireNonNull(AppDatabase.class.getResourceAsStream("site.sql"))) {
            String text = new String(schema.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
            execute("site", text.replace("MOMENT", moment()).strip().split(";\n?"));
        }
        execute("site", account().toArray(String[]::new));
    }

    void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(administrator(database));
                Statement statement = connection.createStatement()) {
            for (String text : statements) statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(reader());
    }

    Connection write() throws SQLException {
        return DriverManager.getConnection(administrator("site"));
    }

    void insert(String document, String name, LocalDateTime modified, Object... columnsAndValues) {
        try (Connection connection = write()) {
            insert(connection, document, name, modified, columnsAndValues);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void insert(
            Connection connection, String document, String name, LocalDateTime modified, Object... columnsAndValues)
            throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("creation", modified);
        row.put("modified", modified);
        row.put("modified_by", "user@example.org");
        row.put("owner", "owner@example.org");
        for (int i = 0; i < columnsAndValues.length; i += 2)
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        String columns = String.join("\", \"", row.keySet());
        String marks = "?, ".repeat(row.size() - 1) + "?";
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO \"tab" + document + "\" (\"" + columns + "\") VALUES (" + marks + ")")) {
            int i = 1;
            for (Object value : row.values()) statement.setObject(i++, value);
            statement.executeUpdate();
        }
    }

    static final class MariaDb extends AppDatabase {

        MariaDb() {
            super("mysql");
        }

        @Override
        void install() {
            runAsAccount(List.of(
                    "mariadb-install-db",
                    "--no-defaults",
                    "--datadir=" + directory().resolve("data"),
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db"));
        }

        @Override
        List<String> command() {
            return List.of(
                    "mariadbd",
                    "--no-defaults",
                    "--datadir=" + directory().resolve("data"),
                    "--socket=" + directory().resolve("socket"),
                    "--port=" + port(),
                    "--bind-address=127.0.0.1",
                    "--skip-name-resolve",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-buffer-pool-size=16M");
        }

        @Override
        String administrator(String database) {
            return url(database) + "?user=root&sslMode=disable&sessionVariables=sql_mode='ANSI_QUOTES'";
        }

        /** As the product connects: without ANSI quotes. */
        @Override
        String reader() {
            return url("site") + "?user=reader&password=right&sslMode=disable";
        }

        private String url(String database) {
            return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database;
        }

        @Override
        String moment() {
            return "datetime(6)";
        }

        @Override
        List<String> account() {
            return List.of("CREATE USER reader IDENTIFIED BY 'right'", "GRANT SELECT ON site.* TO reader");
        }
    }

    static final class PostgreSql extends AppDatabase {

        PostgreSql() {
            super("postgres");
        }

        @Override
        void install() {
            runAsAccount(List.of(
                    program("initdb"),
                    "--pgdata=" + directory().resolve("data"),
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
        }

        @Override
        List<String> command() {
            return List.of(
                    program("postgres"),
                    "-D",
                    directory().resolve("data").toString(),
                    "-k",
                    directory().toString(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port()),
                    "-c",
                    "fsync=off");
        }

        /** The fast shutdown; SIGTERM would wait for the clients. */
        @Override
        String stopSignal() {
            return "INT";
        }

        @Override
        String administrator(String database) {
            return url(database.isEmpty() ? "postgres" : database) + "?user=postgres";
        }

        @Override
        String reader() {
            return url("site") + "?user=reader";
        }

        private String url(String database) {
            return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
        }

        @Override
        String moment() {
            return "timestamp(6)";
        }

        @Override
        List<String> account() {
            return List.of("CREATE USER reader", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        }

        /** Debian keeps the programs of each version outside the path. */
        private static String program(String name) {
            try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
                return versions.max(Comparator.naturalOrder())
                        .orElseThrow()
                        .resolve("bin")
                        .resolve(name)
                        .toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
