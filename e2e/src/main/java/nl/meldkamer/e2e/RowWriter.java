package nl.meldkamer.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Inserts rows of many tables in batches, each shape of row with one statement. The caller commits. */
final class RowWriter {

    private static final int BATCH = 1000;

    private final Connection connection;
    private final Map<String, List<Row>> waiting = new HashMap<>();

    private RowWriter(Connection connection) {
        this.connection = connection;
    }

    static void insert(Connection connection, Stream<Row> rows) throws SQLException {
        RowWriter writer = new RowWriter(connection);
        for (Row row : (Iterable<Row>) rows::iterator) writer.add(row);
        for (var rest : writer.waiting.entrySet()) writer.flush(rest.getKey(), rest.getValue());
    }

    private void add(Row row) throws SQLException {
        String sql = insertStatement(row);
        List<Row> batch = waiting.computeIfAbsent(sql, shape -> new ArrayList<>());
        batch.add(row);
        if (batch.size() == BATCH) flush(sql, batch);
    }

    private static String insertStatement(Row row) {
        String columns = String.join("\", \"", row.columns());
        String marks = String.join(", ", Collections.nCopies(row.columns().size(), "?"));
        return "INSERT INTO \"" + row.table() + "\" (\"" + columns + "\") VALUES (" + marks + ")";
    }

    private void flush(String sql, List<Row> batch) throws SQLException {
        if (batch.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Row row : batch) addTo(insert, row.values());
            insert.executeBatch();
        }
        batch.clear();
    }

    private static void addTo(PreparedStatement insert, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) insert.setObject(i + 1, values.get(i));
        insert.addBatch();
    }
}
