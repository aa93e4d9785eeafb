package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.config.SourceSettings.Tls;
import nl.meldkamer.agent.source.SourceException.Failure;

/** MariaDB 10.6 and newer; error numbers are those of its manual. */
final class MariaDbDialect implements Dialect {

    @Override
    public Connection connect(Sql settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty(
                "connectTimeout", Long.toString(settings.timeout().toMillis()));
        properties.setProperty(
                "socketTimeout",
                Long.toString(settings.timeout().plusSeconds(MARGIN_SECONDS).toMillis()));
        properties.setProperty("sslMode", sslMode(settings.tls()));
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        return DriverManager.getConnection(
                "jdbc:mariadb://" + settings.address() + "/" + settings.database(), properties);
    }

    private static String sslMode(Tls tls) {
        return switch (tls) {
            case OFF -> "disable";
            case REQUIRE -> "trust";
            case VERIFY -> "verify-full";
        };
    }

    @Override
    public String sessionSettings(Sql settings) {
        long seconds = settings.timeout().toSeconds();
        return "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES'), tx_read_only = 1, max_statement_time = " + seconds
                + ", lock_wait_timeout = " + seconds;
    }

    @Override
    public String clock() {
        return "SELECT UTC_TIMESTAMP(6) AS utc";
    }

    @Override
    public Failure classify(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1044, 1045, 1049, 1698, 3159 -> Failure.REFUSED;
            case 1040, 1053, 1077, 1203, 1226, 1927 -> Failure.UNREACHABLE;
            case 1142, 1143, 1227, 1370 -> Failure.FORBIDDEN;
            case 1054, 1146 -> Failure.MISSING;
            case 1969 -> Failure.TIMEOUT;
            case 1205, 1213 -> Failure.DEADLOCK;
            default -> String.valueOf(e.getSQLState()).startsWith("08") ? Failure.UNREACHABLE : Failure.OTHER;
        };
    }
}
