package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of dead letters ({@link Schema}). What writes is used by the writer's thread only. */
final class DeadLetterTable {

    /** The columns that {@link #read} takes, in its order. */
    static final String COLUMNS = "id, stored, item, host, \"key\", value, state, clock, ns,"
            + " log_timestamp, log_source, log_severity, log_eventid, sample_id, destination, reason, died";

    private static final String SAMPLE = "stored, item, host, \"key\", value, state, clock, ns,"
            + " log_timestamp, log_source, log_severity, log_eventid";

    private final Statements statements;

    DeadLetterTable(Statements statements) {
        this.statements = statements;
    }

    /** Copies waiting samples; how many there were. They still wait, until they are released. */
    int bury(List<Long> ids, String destination, String reason, long died) throws SQLException {
        PreparedStatement bury =
                statements.get("INSERT INTO dead (" + SAMPLE + ", sample_id, destination, reason, died)"
                        + " SELECT " + SAMPLE
                        + ", id, ?, ?, ? FROM sample WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id");
        bury.setString(1, destination);
        bury.setString(2, reason);
        bury.setLong(3, died);
        bury.setString(4, ids.toString());
        return bury.executeUpdate();
    }

    /** Deletes the oldest beyond {@code most}; how many. */
    int trim(int most) throws SQLException {
        PreparedStatement trim = statements.get("DELETE FROM dead WHERE id <= (SELECT max(id) FROM dead) - ?");
        trim.setInt(1, most);
        return trim.executeUpdate();
    }

    static List<DeadReason> reasons(Connection reader, Instant since) throws SQLException {
        try (PreparedStatement query = reader.prepareStatement("SELECT reason, count(*) AS n FROM dead WHERE died >= ?"
                + " GROUP BY reason ORDER BY n DESC, reason LIMIT 10")) {
            query.setLong(1, since.getEpochSecond());
            ResultSet rows = query.executeQuery();
            List<DeadReason> reasons = new ArrayList<>();
            while (rows.next()) reasons.add(new DeadReason(rows.getString(1), rows.getLong(2)));
            return reasons;
        }
    }

    /** The row under the cursor, whose columns are {@link #COLUMNS}. */
    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getLong(14),
                row.getString(15),
                row.getString(16),
                Instant.ofEpochSecond(row.getLong(17)),
                Instant.ofEpochSecond(row.getLong(2)),
                SampleTable.sampleFrom(row));
    }
}
