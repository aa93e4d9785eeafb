package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.SQLException;
import nl.meldkamer.agent.config.SourceSettings.Engine;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.source.SourceException.Failure;

/** Where the databases differ, save the text of the queries. */
interface Dialect {

    /** How much longer than the statement itself its answer may take: the server's own limit must strike first. */
    int MARGIN_SECONDS = 1;

    static Dialect of(Engine engine) {
        return switch (engine) {
            case MARIADB -> new MariaDbDialect();
            case POSTGRESQL -> new PostgreSqlDialect();
        };
    }

    Connection connect(Sql settings) throws SQLException;

    /** A statement that makes the session read only, bounded in time, and take double quotes around identifiers. */
    String sessionSettings(Sql settings);

    /** A query for the server's clock: one row with utc, a time without a zone. */
    String clock();

    /** What kind of failure the server's own code tells of. */
    Failure classify(SQLException e);
}
