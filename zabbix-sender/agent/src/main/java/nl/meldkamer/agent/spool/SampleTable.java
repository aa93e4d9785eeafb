package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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

    private final PreparedStatement nextId;
    private final PreparedStatement insert;
    private final PreparedStatement deleteLastOwed;
    private final PreparedStatement clearOwed;
    private final PreparedStatement deleteOldest;
    private final PreparedStatement deleteAged;
    private final PreparedStatement oldest;
    private final Checksum checksum = new Checksum();

    SampleTable(Connection connection) throws SQLException {
        nextId = connection.prepareStatement("UPDATE counter SET next_id = next_id + ? RETURNING next_id");
        insert = connection.prepareStatement(
                "INSERT INTO sample (" + COLUMNS + ", owed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        deleteLastOwed = connection.prepareStatement(
                "DELETE FROM sample WHERE id IN (SELECT value FROM json_each(?)) AND owed = ?");
        clearOwed = connection.prepareStatement(
                "UPDATE sample SET owed = owed & ~? WHERE id IN (SELECT value FROM json_each(?))");
        deleteOldest = connection.prepareStatement(
                "DELETE FROM sample WHERE id IN (SELECT id FROM sample ORDER BY id LIMIT ?)");
        deleteAged = connection.prepareStatement(
                "DELETE FROM sample WHERE stored < ? AND id IN (SELECT id FROM sample ORDER BY id LIMIT ?)");
        oldest = connection.prepareStatement("SELECT stored FROM sample ORDER BY id LIMIT 1");
    }

    void insert(List<Sample> samples, long stored, long owed) throws SQLException {
        long id = reserve(samples.size());
        insert.clearBatch();
        for (Sample sample : samples) bind(id++, stored, sample, owed);
        insert.executeBatch();
    }

    /** Marks samples as taken by one destination; those that no other is owed are gone. How many were still there. */
    int release(Collection<Long> ids, long destination) throws SQLException {
        String list = ids.toString();
        deleteLastOwed.setString(1, list);
        deleteLastOwed.setLong(2, destination);
        int gone = deleteLastOwed.executeUpdate();
        if (gone == ids.size()) return gone;
        clearOwed.setLong(1, destination);
        clearOwed.setString(2, list);
        return gone + clearOwed.executeUpdate();
    }

    /** Deletes up to {@code count} of the oldest; how many there were. */
    int deleteOldest(int count) throws SQLException {
        deleteOldest.setInt(1, count);
        return deleteOldest.executeUpdate();
    }

    /** Deletes those among the {@code count} oldest that were stored before a time; how many there were. */
    int deleteAged(long storedBefore, int count) throws SQLException {
        deleteAged.setLong(1, storedBefore);
        deleteAged.setInt(2, count);
        return deleteAged.executeUpdate();
    }

    OptionalLong oldestStored() throws SQLException {
        try (ResultSet row = oldest.executeQuery()) {
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
        } catch (IllegalArgumentException | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    /** Columns 4 to 13. */
    static Sample sampleFrom(ResultSet row) throws SQLException {
        long logged = row.getLong(10);
        Optional<LogEntry> log = row.wasNull()
                ? Optional.empty()
                : Optional.of(new LogEntry(logged, row.getString(11), row.getInt(12), row.getLong(13)));
        return new Sample(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7) != NOT_SUPPORTED,
                row.getLong(8),
                row.getInt(9),
                log);
    }

    private long reserve(int count) throws SQLException {
        nextId.setInt(1, count);
        try (ResultSet row = nextId.executeQuery()) {
            return row.getLong(1) - count;
        }
    }

    private void bind(long id, long stored, Sample sample, long owed) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, stored);
        insert.setLong(3, ItemHash.of(sample));
        insert.setString(4, sample.host());
        insert.setString(5, sample.key());
        insert.setString(6, sample.value());
        insert.setInt(7, sample.supported() ? 0 : NOT_SUPPORTED);
        insert.setLong(8, sample.clock());
        insert.setInt(9, sample.ns());
        bind(sample.log());
        insert.setLong(14, checksum.of(id, stored, sample));
        insert.setLong(15, owed);
        insert.addBatch();
    }

    private void bind(Optional<LogEntry> log) throws SQLException {
        if (log.isPresent()) {
            insert.setLong(10, log.get().timestamp());
            insert.setString(11, log.get().source());
            insert.setInt(12, log.get().severity());
            insert.setLong(13, log.get().eventId());
        } else {
            for (int column = 10; column <= 13; column++) insert.setNull(column, Types.NULL);
        }
    }
}
