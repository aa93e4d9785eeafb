package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the samples that one destination is owed in one lane, in the order of arrival. Not thread-safe. */
public final class LaneReader implements AutoCloseable {

    private static final String OWED_IN_LANE =
            " FROM sample WHERE id > ? AND id <= ? AND owed & ? AND item & ? = ? ORDER BY id LIMIT ?";
    private static final String PEEK = "SELECT " + SampleTable.COLUMNS + OWED_IN_LANE;
    private static final String ITEMS = "SELECT item" + OWED_IN_LANE;

    private final Connection connection;
    private final Statements statements;
    private final long destination;
    private final int lane;
    private final int lanes;
    private final Checksum checksum = new Checksum();

    LaneReader(Connection connection, long destination, int lane, int lanes) {
        if (Integer.bitCount(lanes) != 1) throw new IllegalArgumentException("not a power of two: " + lanes);
        this.connection = connection;
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
        List<SpooledSample> found = new ArrayList<>();
        try (ResultSet rows = range(PEEK, after, upTo, most)) {
            long characters = 0;
            while (characters < mostCharacters && rows.next()) {
                SpooledSample row = SampleTable.read(rows, checksum);
                found.add(row);
                characters += row.sample().value().length() + row.sample().key().length();
            }
            return new Page(List.copyOf(found), found.size() < most && characters < mostCharacters);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Samples in order.
     *
     * @param last true when there are no more in the range
     */
    public record Page(List<SpooledSample> samples, boolean last) {}

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
        statement.setLong(3, destination);
        statement.setInt(4, lanes - 1);
        statement.setInt(5, lane);
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
