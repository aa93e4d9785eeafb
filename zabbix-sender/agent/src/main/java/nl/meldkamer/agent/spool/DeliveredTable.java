package nl.meldkamer.agent.spool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The writes to the table of delivered samples ({@link Schema}), a ring: the newest push the oldest out. Used by the
 * writer's thread only.
 */
final class DeliveredTable {

    /** The columns that {@link #read} takes, in its order; those from the second on as {@link SampleTable} has them. */
    static final String COLUMNS = "id, at, destination, host, \"key\", value, state, clock, ns,"
            + " log_timestamp, log_source, log_severity, log_eventid";

    private static final String SAMPLE =
            "host, \"key\", value, state, clock, ns, log_timestamp, log_source, log_severity, log_eventid";

    private final Statements statements;
    private final DeliveryMemory memory;
    private final InstantSource clock;

    DeliveredTable(Statements statements, DeliveryMemory memory, InstantSource clock) {
        this.statements = statements;
        this.memory = memory;
        this.clock = clock;
    }

    /** Copies waiting samples that a destination has taken, before they are released. */
    void remember(List<Long> ids, long destination) throws SQLException {
        if (memory.isOff()) return;
        long now = clock.instant().getEpochSecond();
        PreparedStatement copy = statements.get("INSERT INTO delivered (at, destination, " + SAMPLE + ")"
                + " SELECT ?, ?, " + SAMPLE
                + " FROM sample WHERE id IN (SELECT value FROM json_each(?)) AND state = 0 ORDER BY id");
        copy.setLong(1, now);
        copy.setLong(2, destination);
        copy.setString(3, ids.toString());
        copy.executeUpdate();
        forget(now - memory.age().toSeconds());
    }

    /** Makes room for samples that wait, which are worth more. */
    int clear() throws SQLException {
        return statements.get("DELETE FROM delivered").executeUpdate();
    }

    private void forget(long before) throws SQLException {
        PreparedStatement beyond =
                statements.get("DELETE FROM delivered WHERE id <= (SELECT max(id) FROM delivered) - ?");
        beyond.setInt(1, memory.most());
        beyond.executeUpdate();
        // The ids rise with the time, so those that are too old come first.
        PreparedStatement old = statements.get(
                "DELETE FROM delivered WHERE id IN" + " (SELECT id FROM delivered ORDER BY id LIMIT 5000) AND at < ?");
        old.setLong(1, before);
        old.executeUpdate();
    }

    /** The row under the cursor, whose columns are {@link #COLUMNS}. */
    static DeliveredSample read(ResultSet row) throws SQLException {
        return new DeliveredSample(
                row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), row.getLong(3), SampleTable.sampleFrom(row));
    }
}
