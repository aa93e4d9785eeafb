package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nl.meldkamer.audit.tail.TableDeclaration.Lookup;

/**
 * Reads a table by the keyset (modified, name), which Frappe has an index for, page by page. Lines of a document are
 * read by its keyset. A column or a looked-up table that this version of the app has not is left out.
 */
final class TableQuery {

    /**
     * Some rows, oldest first.
     *
     * @param end where the next page begins; where this one began when there is no more
     */
    record Page(List<ObjectNode> documents, Position end, boolean last) {}

    static final int PAGE = 500;
    static final int DOCUMENTS_WITH_LINES = 10;

    private static final int SECONDS = 30;

    private final TableDeclaration table;
    private final String quote;
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Lookup> lookups = new ArrayList<>();
    private final List<String> columns;

    /** Looks at what columns there are; throws when there is no such table, or it may not be read. */
    TableQuery(Connection connection, TableDeclaration table) throws SQLException {
        this.table = table;
        quote = connection.getMetaData().getIdentifierQuoteString();
        Set<String> present = columns(connection, table.table());
        for (Lookup lookup : table.lookups()) {
            if (exists(connection, lookup) && present.contains(lookup.by())) lookups.add(lookup);
            else missing.add(lookup.document() + "." + lookup.column());
        }
        columns = table.columns().stream().filter(present::contains).toList();
        table.columns().stream().filter(column -> !present.contains(column)).forEach(missing::add);
        if (!columns.containsAll(List.of(TableDeclaration.NAME, TableDeclaration.MODIFIED)))
            throw new SQLException("no name or modified", "42703");
    }

    /** What the declaration names and the app has not. */
    Set<String> missing() {
        return Set.copyOf(missing);
    }

    Page after(Connection connection, Position start) throws SQLException {
        return table.parent() == null ? rows(connection, start) : lines(connection, start, table.parent());
    }

    private Page rows(Connection connection, Position start) throws SQLException {
        String where = table.only().entrySet().stream()
                .map(each -> " AND t." + quoted(each.getKey()) + " IN ("
                        + marks(each.getValue().size()) + ")")
                .collect(Collectors.joining());
        List<Object> values = keyset(start);
        table.only().values().forEach(values::addAll);
        List<ObjectNode> documents = select(connection, selection() + keyset(where, PAGE), values);
        return page(documents, documents, start, PAGE);
    }

    private Page lines(Connection connection, Position start, String parent) throws SQLException {
        String parents = "SELECT t." + quoted(TableDeclaration.NAME) + ", t." + quoted(TableDeclaration.MODIFIED)
                + " FROM " + quoted(TableDeclaration.table(parent)) + " t";
        List<ObjectNode> found = select(connection, parents + keyset("", DOCUMENTS_WITH_LINES), keyset(start));
        if (found.isEmpty()) return new Page(List.of(), start, true);
        List<Object> names = new ArrayList<>();
        found.forEach(each -> names.add(each.path(TableDeclaration.NAME).asText()));
        String lines = selection() + " WHERE t." + quoted("parent") + " IN (" + marks(names.size()) + ") ORDER BY t."
                + quoted("parent") + ", t." + quoted(TableDeclaration.NAME);
        return page(select(connection, lines, names), found, start, DOCUMENTS_WITH_LINES);
    }

    private static Page page(List<ObjectNode> documents, List<ObjectNode> keys, Position start, int full) {
        if (keys.isEmpty()) return new Page(documents, start, true);
        ObjectNode end = keys.get(keys.size() - 1);
        Position position = new Position(
                LocalDateTime.parse(end.path(TableDeclaration.MODIFIED).asText()),
                end.path(TableDeclaration.NAME).asText());
        return new Page(documents, position, keys.size() < full);
    }

    private String selection() {
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(columns.stream().map(column -> "t." + quoted(column)).collect(Collectors.joining(", ")));
        for (int i = 0; i < lookups.size(); i++)
            sql.append(", l%d.%s AS %s"
                    .formatted(
                            i,
                            quoted(lookups.get(i).column()),
                            quoted(lookups.get(i).as())));
        sql.append(" FROM ").append(quoted(table.table())).append(" t");
        for (int i = 0; i < lookups.size(); i++)
            sql.append(" LEFT JOIN %s l%d ON l%d.%s = t.%s"
                    .formatted(
                            quoted(TableDeclaration.table(lookups.get(i).document())),
                            i,
                            i,
                            quoted(TableDeclaration.NAME),
                            quoted(lookups.get(i).by())));
        return sql.toString();
    }

    /** Not as a comparison of rows, for which MariaDB uses no index. */
    private String keyset(String where, int most) {
        String modified = "t." + quoted(TableDeclaration.MODIFIED);
        String name = "t." + quoted(TableDeclaration.NAME);
        return " WHERE %1$s >= ? AND (%1$s > ? OR %2$s > ?)%3$s ORDER BY %1$s, %2$s LIMIT %4$d"
                .formatted(modified, name, where, most);
    }

    private static List<Object> keyset(Position start) {
        return new ArrayList<>(List.of(start.modified(), start.modified(), start.name()));
    }

    private boolean exists(Connection connection, Lookup lookup) {
        try {
            return columns(connection, TableDeclaration.table(lookup.document()))
                    .contains(lookup.column());
        } catch (SQLException e) {
            return false;
        }
    }

    private Set<String> columns(Connection connection, String name) throws SQLException {
        try (Statement statement = limited(connection.createStatement());
                ResultSet none = statement.executeQuery("SELECT * FROM " + quoted(name) + " WHERE 1 = 0")) {
            Set<String> columns = new LinkedHashSet<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++)
                columns.add(none.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
            return columns;
        } finally {
            connection.rollback();
        }
    }

    private static List<ObjectNode> select(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = limited(connection.prepareStatement(sql))) {
            for (int i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
            List<ObjectNode> documents = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) documents.add(Cells.document(rows));
            }
            return documents;
        } finally {
            connection.rollback();
        }
    }

    private static <S extends Statement> S limited(S statement) throws SQLException {
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
