package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Turns dead letters into waiting samples again, within the caller's transaction. */
final class Replay {

    private final SampleTable samples;
    private final Map<String, Long> destinations;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    Replay(Statements statements) throws SQLException {
        Connection connection = statements.connection();
        samples = new SampleTable(statements);
        destinations = Destinations.known(connection);
        select = connection.prepareStatement("SELECT " + DeadLetterTable.COLUMNS + " FROM dead WHERE id = ?");
        delete = connection.prepareStatement("DELETE FROM dead WHERE id = ?");
    }

    int run(List<Long> ids) throws SQLException {
        int count = 0;
        for (long id : ids) count += replay(id);
        return count;
    }

    private int replay(long id) throws SQLException {
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) return 0;
            DeadLetter letter = DeadLetterTable.read(row);
            Long owed = destinations.get(letter.destination());
            if (owed == null) return 0;
            samples.insert(List.of(letter.sample()), letter.stored().getEpochSecond(), owed);
        }
        delete.setLong(1, id);
        return delete.executeUpdate();
    }
}
