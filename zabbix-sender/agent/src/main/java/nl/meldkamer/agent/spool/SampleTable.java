package nl.meldkamer.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;

/** The writes to the table of waiting samples ({@link Schema}). Used by the writer's thread only. */
final class SampleTable {

    /** The columns that {@link #read} takes, in its order. */
    static final String COLUMNS = "id, stored, item, host, \"key\", value, state, clock, ns,"
            + " log_timestamp, log_source, log_severity, log_eventid, crc";

    private static final int NOT_SUPPORTED = 1;
    private static final Sample UNREADABLE = Sample.notSupported("?", "?", "unreadable", 0, 0);

    private static final String ROW =
            " INTO sample (id, stored, item, host, \"key\", value, state, clock, ns, crc, owed";
    private static final String PLAIN_ROW = ROW + ") VALUES (?,?,?,?,?,?,?,?,?,?,?)";
    private static final String LOG_ROW =
            ROW + ", log_timestamp, log_source, log_severity, log_eventid) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final Statements statements;
    private final Checksum checksum = new Checksum();

    SampleTable(Statements statements) {
        this.statements = statements;
    }

    /** The id of the first; the others follow it without a gap. */
    long insert(List<Sample> samples, long stored, long owed) throws SQLException {
        long first = reserve(samples.size());
        PreparedStatement plain = statements.get("INSERT" + PLAIN_ROW);
        PreparedStatement withLog = statements.get("INSERT" + LOG_ROW);
        long id = first;
        for (Sample sample : samples) {
            PreparedStatement insert = sample.log().isPresent() ? withLog : plain;
            bind(insert, id++, stored, sample, owed);
            insert.addBatch();
        }
        plain.executeBatch();
        withLog.executeBatch();
        return first;
    }

    /** Puts a row back as it was in another file; false if its id is taken. */
    boolean restore(SpooledSample row, long owed) throws SQLException {
        PreparedStatement restore =
                statements.get("INSERT OR IGNORE" + (row.sample().log().isPresent() ? LOG_ROW : PLAIN_ROW));
        bind(restore, row.id(), row.stored(), row.sample(), owed);
        return restore.executeUpdate() == 1;
    }

    /** Marks samples as taken by one destination; those that no other is owed are gone. How many were still there. */
    int release(Collection<Long> ids, long destination) throws SQLException {
        String list = ids.toString();
        PreparedStatement lastOwed =
                statements.get("DELETE FROM sample WHERE id IN (SELECT value FROM json_each(?)) AND owed = ?");
        lastOwed.setString(1, list);
        lastOwed.setLong(2, destination);
        int gone = lastOwed.executeUpdate();
        if (gone == ids.size()) return gone;
        PreparedStatement clear =
                statements.get("UPDATE sample SET owed = owed & ~? WHERE id IN (SELECT value FROM json_each(?))");
        clear.setLong(1, destination);
        clear.setString(2, list);
        return gone + clear.executeUpdate();
    }

    /** Deletes up to {@code count} of the oldest; how many there were. */
    int deleteOldest(int count) throws SQLException {
        PreparedStatement delete =
                statements.get("DELETE FROM sample WHERE id IN (SELECT id FROM sample ORDER BY id LIMIT ?)");
        delete.setInt(1, count);
        return delete.executeUpdate();
    }

    /** Deletes those among the {@code count} oldest that were stored before a time; how many there were. */
    int deleteAged(long storedBefore, int count) throws SQLException {
        PreparedStatement delete = statements.get(
                "DELETE FROM sample WHERE stored < ? AND id IN (SELECT id FROM sample ORDER BY id LIMIT ?)");
        delete.setLong(1, storedBefore);
        delete.setInt(2, count);
        return delete.executeUpdate();
    }

    OptionalLong oldestStored() throws SQLException {
        try (ResultSet row =
                statements.get("SELECT stored FROM sample ORDER BY id LIMIT 1").executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** The row under the cursor, whose columns are {@link #COLUMNS}. */
    static SpooledSample read(ResultSet row, Checksum checksum) throws SQLException {
        long id = row.getLong(1);
        long stored = row.getLong(2);
        Optional<Sample> sample = sample(row);
        boolean intact = sample.isPresent() && checksum.of(id, stored, sample.get()) == row.getLong(14);
        return new SpooledSample(id, row.getLong(3), stored, sample.orElse(UNREADABLE), intact);
    }

    private static Optional<Sample> sample(ResultSet row) throws SQLException {
        try {
            return Optional.of(sampleFrom(row));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Columns 4 to 13; an IllegalArgumentException tells that they hold no sample. */
    static Sample sampleFrom(ResultSet row) throws SQLException {
        return new Sample(
                text(row, 4),
                text(row, 5),
                text(row, 6),
                row.getInt(7) != NOT_SUPPORTED,
                row.getLong(8),
                row.getInt(9),
                logFrom(row));
    }

    private static Optional<LogEntry> logFrom(ResultSet row) throws SQLException {
        long timestamp = row.getLong(10);
        if (row.wasNull()) return Optional.empty();
        return Optional.of(new LogEntry(timestamp, text(row, 11), row.getInt(12), row.getLong(13)));
    }

    /** As bytes, which the driver fetches in a third of the time that it takes for a String. */
    private static String text(ResultSet row, int column) throws SQLException {
        byte[] text = row.getBytes(column);
        if (text == null) throw new IllegalArgumentException("no text in column " + column);
        return new String(text, UTF_8);
    }

    private long reserve(int count) throws SQLException {
        PreparedStatement advance = statements.get("UPDATE counter SET next_id = next_id + ?");
        advance.setInt(1, count);
        advance.executeUpdate();
        // RETURNING would spare this question, and takes eight times as long as both.
        try (ResultSet row = statements.get("SELECT next_id FROM counter").executeQuery()) {
            return row.getLong(1) - count;
        }
    }

    private void bind(PreparedStatement insert, long id, long stored, Sample sample, long owed) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, stored);
        insert.setLong(3, ItemHash.of(sample));
        insert.setString(4, sample.host());
        insert.setString(5, sample.key());
        insert.setString(6, sample.value());
        insert.setInt(7, sample.supported() ? 0 : NOT_SUPPORTED);
        insert.setLong(8, sample.clock());
        insert.setInt(9, sample.ns());
        insert.setLong(10, checksum.of(id, stored, sample));
        insert.setLong(11, owed);
        if (sample.log().isPresent()) bind(insert, sample.log().get());
    }

    private static void bind(PreparedStatement insert, LogEntry log) throws SQLException {
        insert.setLong(12, log.timestamp());
        insert.setString(13, log.source());
        insert.setInt(14, log.severity());
        insert.setLong(15, log.eventId());
    }
}
