package nl.meldkamer.agent.spool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of discovered entities ({@link Schema}). Used by the writer's thread only. */
final class DiscoveryTable {

    /** What was last sent for a rule, and when, in seconds since 1970. */
    record Announced(String value, long at) {}

    private final Statements statements;

    DiscoveryTable(Statements statements) {
        this.statements = statements;
    }

    void remember(String host, String rule, String producer, String entities) throws SQLException {
        with("INSERT OR REPLACE INTO discovery VALUES (?, ?, ?, ?)", host, rule, producer, entities)
                .executeUpdate();
    }

    /** The sets of all producers of a rule. */
    List<String> all(String host, String rule) throws SQLException {
        return texts(with("SELECT entities FROM discovery WHERE host = ? AND rule = ?", host, rule));
    }

    Optional<Announced> announced(String host, String rule) throws SQLException {
        try (ResultSet row = with("SELECT entities, at FROM announced WHERE host = ? AND rule = ?", host, rule)
                .executeQuery()) {
            return row.next() ? Optional.of(new Announced(row.getString(1), row.getLong(2))) : Optional.empty();
        }
    }

    void announce(String host, String rule, String value, long at) throws SQLException {
        PreparedStatement announce = with("INSERT OR REPLACE INTO announced VALUES (?, ?, ?, ?)", host, rule, value);
        announce.setLong(4, at);
        announce.executeUpdate();
    }

    /** Deletes the sets of all other producers; how many. */
    int retain(List<String> kept) throws SQLException {
        int count = 0;
        for (String producer : texts(statements.get("SELECT DISTINCT producer FROM discovery"))) {
            if (kept.contains(producer)) continue;
            count += with("DELETE FROM discovery WHERE producer = ?", producer).executeUpdate();
        }
        return count;
    }

    private PreparedStatement with(String sql, String... texts) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        for (int column = 1; column <= texts.length; column++) statement.setString(column, texts[column - 1]);
        return statement;
    }

    private static List<String> texts(PreparedStatement query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
