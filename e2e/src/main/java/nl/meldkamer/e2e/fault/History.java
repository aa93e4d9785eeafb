package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** The values of {@link Item#ALL} as they are in Zabbix's own tables. */
final class History {

    private final ZabbixUnderFire zabbix;
    private final Map<Item, Long> ids;

    /** A row of a history table. */
    record Row(Item item, long clock, int ns, String value) {

        long number() {
            return Item.number(value);
        }
    }

    private History(ZabbixUnderFire zabbix, Map<Item, Long> ids) {
        this.zabbix = zabbix;
        this.ids = ids;
    }

    /** Makes the hosts and the items, which must not be there yet. */
    static History create(ZabbixUnderFire zabbix) throws IOException {
        Map<Item, Long> ids = zabbix.configure(configuration -> {
            Map<String, String> hosts = new HashMap<>();
            Map<Item, Long> made = new HashMap<>();
            for (Item item : Item.ALL) {
                if (!hosts.containsKey(item.host())) hosts.put(item.host(), configuration.createHost(item.host()));
                String id = configuration.createItem(
                        hosts.getOrDefault(item.host(), ""),
                        item.key(),
                        item.type().number());
                made.put(item, Long.valueOf(id));
            }
            return made;
        });
        return new History(zabbix, ids);
    }

    /** The rows with numbers from {@code first} on, those of an item in the order of its time. */
    List<Row> since(long first) throws SQLException, IOException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = zabbix.database()) {
            for (Map.Entry<Item, Long> each : ids.entrySet()) {
                read(connection, each.getKey(), each.getValue(), first, rows);
            }
        }
        return rows;
    }

    private static void read(Connection connection, Item item, long id, long first, List<Row> rows)
            throws SQLException {
        String query = "SELECT clock, ns, value FROM " + item.type().table() + " WHERE itemid = ?"
                + " AND split_part(value::text, ' ', 1)::bigint >= ? ORDER BY clock, ns";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, id);
            select.setLong(2, first);
            ResultSet found = select.executeQuery();
            while (found.next()) rows.add(new Row(item, found.getLong(1), found.getInt(2), found.getString(3)));
        }
    }
}
