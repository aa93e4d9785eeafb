package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.config.SourceSettings.Tls;
import nl.meldkamer.agent.source.SourceException.Failure;

/** PostgreSQL 12 and newer; states are those of appendix A of its manual. */
final class PostgreSqlDialect implements Dialect {

    private static final String JAVA_TRUST_STORE = "org.postgresql.ssl.DefaultJavaSSLFactory";

    @Override
    public Connection connect(Sql settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("ApplicationName", "meldkamer");
        properties.setProperty(
                "connectTimeout", Long.toString(settings.timeout().toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(settings.timeout().toSeconds() + MARGIN_SECONDS));
        properties.setProperty("sslmode", sslMode(settings.tls()));
        if (settings.tls() == Tls.VERIFY) properties.setProperty("sslfactory", JAVA_TRUST_STORE);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + settings.address() + "/" + settings.database(), properties);
    }

    private static String sslMode(Tls tls) {
        return switch (tls) {
            case OFF -> "disable";
            case REQUIRE -> "require";
            case VERIFY -> "verify-full";
        };
    }

    @Override
    public String sessionSettings(Sql settings) {
        return "SET default_transaction_read_only = on; SET statement_timeout = "
                + settings.timeout().toMillis();
    }

    @Override
    public String clock() {
        return "SELECT clock_timestamp() AT TIME ZONE 'UTC' AS utc";
    }

    @Override
    public Failure classify(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000", "3D000" -> Failure.REFUSED;
            case "53300", "57P01", "57P02", "57P03" -> Failure.UNREACHABLE;
            case "42501" -> Failure.FORBIDDEN;
            case "42P01", "42703" -> Failure.MISSING;
            case "57014" -> Failure.TIMEOUT;
            case "40P01", "40001", "55P03" -> Failure.DEADLOCK;
            default -> state.startsWith("08") ? Failure.UNREACHABLE : Failure.OTHER;
        };
    }
}
