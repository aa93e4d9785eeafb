package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the samples that one destination is owed in one lane, in the order of arrival. Not thread-safe. */
public final class LaneReader implements AutoCloseable {

    /** The lane first: of most rows only that is looked at, and in a row it stands before the texts. */
    private static final String OWED_IN_LANE =
            " FROM sample WHERE id > ? AND id <= ? AND item & ? = ? AND owed & ? ORDER BY id LIMIT ?";

    private static final String PEEK = "SELECT " + SampleTable.COLUMNS + OWED_IN_LANE;
    private static final String ITEMS = "SELECT item" + OWED_IN_LANE;

    private final Connection connection;
    private final NewestRows newest;
    private final Statements statements;
    private final long destination;
    private final int lane;
    private final int lanes;
    private final Checksum checksum = new Checksum();
    /** Up to here rows were handed out, and may have been acknowledged since. */
    private long reached;

    LaneReader(Connection connection, NewestRows newest, long destination, int lane, int lanes) {
        if (Integer.bitCount(lanes) != 1) throw new IllegalArgumentException("not a power of two: " + lanes);
        this.connection = connection;
        this.newest = newest;
        this.destination = destination;
        this.lane = lane;
        this.lanes = lanes;
        statements = new Statements(connection);
    }

    /**
     * The first samples with {@code after < id <= upTo}.
     *
     * @param most how many at most
     * @param mostCharacters stops, with at least one sample, when the texts have this length together
     * @return fewer than {@code most}, and less text, only when there are no more
     */
    public Page peek(long after, long upTo, int most, long mostCharacters) {
        Span span = new Span(after, upTo, most, mostCharacters);
        Optional<Page> inMemory = after >= reached ? newest.page(span, lanes, lane) : Optional.empty();
        Page page = inMemory.orElseGet(() -> fromDisk(span));
        reached = Math.max(reached, page.last() ? upTo : page.lastId());
        return page;
    }

    private Page fromDisk(Span span) {
        List<SpooledSample> found = new ArrayList<>();
        try (ResultSet rows = range(PEEK, span.after(), span.upTo(), span.most())) {
            long length = 0;
            while (!span.isFilled(found.size(), length) && rows.next()) {
                SpooledSample row = SampleTable.read(rows, checksum);
                found.add(row);
                length += row.length();
            }
            return new Page(List.copyOf(found), !span.isFilled(found.size(), length));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What is asked for: the first rows with {@code after < id <= upTo}, up to a number of them or a length. */
    record Span(long after, long upTo, int most, long mostCharacters) {

        boolean isFilled(int rows, long characters) {
            return rows >= most || characters >= mostCharacters;
        }
    }

    /**
     * Samples in order.
     *
     * @param last true when there are no more in the range
     */
    public record Page(List<SpooledSample> samples, boolean last) {

        private long lastId() {
            return samples.get(samples.size() - 1).id();
        }
    }

    /** The hashes of the items that have samples up to {@code upTo}. */
    public Set<Long> items(long upTo) {
        Set<Long> found = new HashSet<>();
        try (ResultSet rows = range(ITEMS, 0, upTo, Integer.MAX_VALUE)) {
            while (rows.next()) found.add(rows.getLong(1));
            return found;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The highest id in the spool, of any lane and destination; 0 when it is empty. */
    public long lastId() {
        try (ResultSet row = statements.get("SELECT max(id) FROM sample").executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private ResultSet range(String query, long after, long upTo, int most) throws SQLException {
        PreparedStatement statement = statements.get(query);
        statement.setLong(1, after);
        statement.setLong(2, upTo);
        statement.setInt(3, lanes - 1);
        statement.setInt(4, lane);
        statement.setLong(5, destination);
        statement.setInt(6, most);
        return statement.executeQuery();
    }

    private SpoolException failure(SQLException e) {
        try {
            statements.forget();
        } catch (SQLException alsoFailed) {
            e.addSuppressed(alsoFailed);
        }
        return Database.explain(e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }
}
