package nl.meldkamer.agent.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one part of the state remembers: texts by key, in the order of the keys' bytes. Only to be used inside the
 * change that it was given to; throws {@link StateException} when the file fails.
 */
public final class Memory {

    /** After every key that starts with a prefix. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final Connection connection;
    private final String part;

    Memory(Connection connection, String part) {
        this.connection = connection;
        this.part = part;
    }

    public Optional<String> get(String key) {
        return run("SELECT value FROM entry WHERE part = ? AND key = ?", query -> {
            query.setString(2, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    public void put(String key, String value) {
        run("INSERT INTO entry VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", statement -> {
            statement.setString(2, key);
            statement.setString(3, value);
            return statement.executeUpdate();
        });
    }

    /** Every entry whose key starts so, by the rest of its key. */
    public Map<String, String> startingWith(String prefix) {
        return run("SELECT key, value FROM entry WHERE part = ? AND key >= ? AND key < ? ORDER BY key", query -> {
            query.setString(2, prefix);
            query.setString(3, prefix + LAST);
            Map<String, String> found = new LinkedHashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) found.put(row.getString(1).substring(prefix.length()), row.getString(2));
            }
            return found;
        });
    }

    public long count(String prefix) {
        return run("SELECT COUNT(*) FROM entry WHERE part = ? AND key >= ? AND key < ?", query -> {
            query.setString(2, prefix);
            query.setString(3, prefix + LAST);
            try (ResultSet row = query.executeQuery()) {
                return row.getLong(1);
            }
        });
    }

    public void remove(String key) {
        run("DELETE FROM entry WHERE part = ? AND key = ?", statement -> {
            statement.setString(2, key);
            return statement.executeUpdate();
        });
    }

    /** Forgets every entry whose key starts with the prefix and whose rest is less than {@code bound}. */
    public void removeBelow(String prefix, String bound) {
        run("DELETE FROM entry WHERE part = ? AND key >= ? AND key < ?", statement -> {
            statement.setString(2, prefix);
            statement.setString(3, prefix + bound);
            return statement.executeUpdate();
        });
    }

    private <T> T run(String sql, Step<T> step) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, part);
            return step.run(statement);
        } catch (SQLException e) {
            throw StateFile.explain(e);
        }
    }

    private interface Step<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
