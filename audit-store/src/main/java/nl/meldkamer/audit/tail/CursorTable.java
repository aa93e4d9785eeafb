package nl.meldkamer.audit.tail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code audit.cursor}. Thread-safe. */
public final class CursorTable implements Cursors {

    private final DataSource store;

    /** With connections that commit by themselves. */
    public CursorTable(DataSource store) {
        this.store = store;
    }

    @Override
    public Optional<String> position(String source, String name) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT position FROM audit.cursor WHERE source = ? AND name = ?")) {
            statement.setString(1, source);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void move(String source, String name, String position) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO audit.cursor (source, name, position, at) VALUES (?, ?, ?, now())"
                                + " ON CONFLICT (source, name) DO UPDATE SET position = excluded.position, at = now()")) {
            statement.setString(1, source);
            statement.setString(2, name);
            statement.setString(3, position);
            statement.executeUpdate();
        }
    }
}
