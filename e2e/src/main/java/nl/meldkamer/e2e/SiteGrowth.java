package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a large site of a small one, on the database's server: every document is copied under other names, with links to
 * the copies of what it links to, so that joins and shares stay what they were. What a site gathers over the years is then
 * copied once more with earlier dates.
 */
final class SiteGrowth {

    /** Smaller tables are settings, not documents. */
    private static final int FEWEST_DOCUMENTS = 60;

    private static final String NAMES = "name";
    private static final double LEAST_SHARE_OF_LINKS = 0.8;

    /** Rows that a site of that size has. */
    private record Goal(String table, long rows, int daysBetweenCopies) {}

    private static final List<Goal> GOALS = List.of(
            new Goal("tabSales Invoice", 2_000_000, 365),
            new Goal("tabDirect Debit Batch Invoice", 1_000_000, 365),
            new Goal("tabError Log", 200_000, 1),
            new Goal("tabScheduled Job Log", 200_000, 1),
            new Goal("tabActivity Log", 100_000, 3));

    private final Engine engine;
    private final Connection connection;
    private final PrintStream out;
    private final Map<String, List<Column>> tables = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    private record Column(String table, String name, boolean isText, boolean isTime) {}

    SiteGrowth(Engine engine, Connection connection, PrintStream out) {
        this.engine = engine;
        this.connection = connection;
        this.out = out;
    }

    /** @param factor how many times as many documents there are to be */
    void grow(int factor) throws SQLException, IOException {
        for (String table : SiteSchema.load().tables()) if (count(table) >= FEWEST_DOCUMENTS) read(table);
        for (List<Column> columns : tables.values()) multiply(columns, factor);
        double share = factor / 40.0;
        for (Goal goal : GOALS) lengthen(goal, share);
        for (String table : tables.keySet()) analyze(table);
    }

    private void read(String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, "%")) {
            while (found.next()) {
                String type = found.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                columns.add(new Column(
                        table,
                        found.getString("COLUMN_NAME"),
                        type.startsWith("varchar"),
                        type.startsWith("date") || type.startsWith("timestamp")));
            }
        }
        tables.put(table, columns);
        names.addAll(texts("SELECT name FROM \"" + table + "\""));
    }

    private void multiply(List<Column> columns, int factor) throws SQLException {
        String table = columns.get(0).table();
        Map<String, String> copied = new HashMap<>();
        Set<String> unique = unique(table);
        for (Column column : columns)
            if (unique.contains(column.name()) || isLink(column)) copied.put(column.name(), renamed(column, "~%d"));
        for (int copy = 1; copy < factor; copy++) insert(table, columns, copied, copy, "name NOT LIKE '%~%'");
        out.printf("%,d rows in %s%n", count(table), table);
    }

    /** What must differ in every row, the name first of all. */
    private Set<String> unique(String table) throws SQLException {
        Set<String> found = new HashSet<>(Set.of(NAMES));
        try (ResultSet keys = connection.getMetaData().getIndexInfo(connection.getCatalog(), null, table, true, true)) {
            while (keys.next()) if (keys.getString("COLUMN_NAME") != null) found.add(keys.getString("COLUMN_NAME"));
        }
        return found;
    }

    /** A text that names documents. A few may be gone: a site in trouble has links to what was deleted. */
    private boolean isLink(Column column) throws SQLException {
        if (!column.isText()) return false;
        Set<String> found = texts("SELECT DISTINCT " + quoted(column) + " FROM \"" + column.table() + "\" WHERE "
                + quoted(column) + " <> ''");
        long named = found.stream().filter(names::contains).count();
        return named > LEAST_SHARE_OF_LINKS * found.size();
    }

    private void lengthen(Goal goal, double share) throws SQLException {
        List<Column> columns = tables.get(goal.table());
        if (columns == null) return;
        Map<String, String> copied = new HashMap<>();
        Set<String> unique = unique(goal.table());
        for (Column column : columns)
            if (unique.contains(column.name())) copied.put(column.name(), renamed(column, "^%d"));
            else if (column.isTime()) copied.put(column.name(), earlier(quoted(column), goal.daysBetweenCopies()));
        for (int copy = 1; count(goal.table()) < goal.rows() * share; copy++)
            insert(goal.table(), columns, copied, copy, "name NOT LIKE '%^%'");
        out.printf("%,d rows in %s%n", count(goal.table()), goal.table());
    }

    /** What is absent stays absent, also where CONCAT takes it for an empty text. */
    private static String renamed(Column column, String suffix) {
        return "CASE WHEN " + quoted(column) + " IS NOT NULL THEN CONCAT(" + quoted(column) + ", '" + suffix + "') END";
    }

    private String earlier(String column, int days) {
        return engine.kind().equals("mariadb")
                ? "DATE_SUB(" + column + ", INTERVAL %d * " + days + " DAY)"
                : column + " - %d * INTERVAL '" + days + " days'";
    }

    private void insert(String table, List<Column> columns, Map<String, String> copied, int copy, String which)
            throws SQLException {
        String into = columns.stream().map(SiteGrowth::quoted).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(column ->
                        copied.getOrDefault(column.name(), quoted(column)).replace("%d", Integer.toString(copy)))
                .collect(Collectors.joining(", "));
        execute("INSERT INTO \"" + table + "\" (" + into + ") SELECT " + values + " FROM \"" + table + "\" WHERE "
                + which);
    }

    private void analyze(String table) throws SQLException {
        execute((engine.kind().equals("mariadb") ? "ANALYZE TABLE \"" : "VACUUM ANALYZE \"") + table + "\"");
    }

    private static String quoted(Column column) {
        return "\"" + column.name() + "\"";
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Set<String> texts(String query) throws SQLException {
        Set<String> found = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
