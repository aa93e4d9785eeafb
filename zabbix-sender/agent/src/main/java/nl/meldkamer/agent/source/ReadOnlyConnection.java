package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import nl.meldkamer.agent.config.SourceSettings.Sql;

/** A connection to a source's database for whoever reads it without questions of a catalogue. */
public final class ReadOnlyConnection {

    private ReadOnlyConnection() {}

    /** The session can't write, and each statement ends within the source's timeout. */
    public static Connection open(Sql settings) throws SQLException {
        Dialect dialect = Dialect.of(settings.engine());
        Connection fresh = dialect.connect(settings);
        try (Statement statement = fresh.createStatement()) {
            statement.execute(dialect.sessionSettings(settings));
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }
}
