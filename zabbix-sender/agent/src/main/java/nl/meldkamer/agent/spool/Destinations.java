package nl.meldkamer.agent.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The destinations that are owed every new sample, and the bit of each.
 *
 * @param identity of the spool's file
 */
record Destinations(Map<String, Long> bits, String identity) {

    private static final int MOST = 62;

    Destinations {
        bits = Map.copyOf(bits);
    }

    /** Gives each name its bit, for as long as the file lives. */
    static Destinations register(Connection connection, List<String> names) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO destination SELECT coalesce(max(bit) + 1, 0), ? FROM destination")) {
            for (String name : names) {
                insert.setString(1, name);
                insert.executeUpdate();
            }
        }
        Map<String, Long> known = known(connection);
        if (known.size() > MOST) throw new SpoolException("a spool has at most " + MOST + " destinations, ever");
        known.keySet().retainAll(names);
        return new Destinations(known, Database.text(connection, "SELECT token FROM identity"));
    }

    /** Every destination that the file has ever had. */
    static Map<String, Long> known(Connection connection) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, bit FROM destination ORDER BY bit");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) found.put(rows.getString(1), 1L << rows.getInt(2));
        }
        return found;
    }

    long bit(String name) {
        Long bit = bits.get(name);
        if (bit == null) throw new IllegalArgumentException("the spool was not opened for destination '" + name + "'");
        return bit;
    }

    long all() {
        return bits.values().stream().reduce(0L, (a, b) -> a | b);
    }
}
