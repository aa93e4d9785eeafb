package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Rows as documents, written alike whatever the database: so the same row has the same hash from any of them. */
final class Cells {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Cells() {}

    static ObjectNode document(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        ObjectNode document = JSON.objectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            JsonNode cell = cell(row, i, columns.getColumnType(i));
            if (cell != null) document.set(columns.getColumnLabel(i), cell);
        }
        return document;
    }

    private static @Nullable JsonNode cell(ResultSet row, int column, int type) throws SQLException {
        if (row.getObject(column) == null) return null;
        return switch (type) {
            case Types.BIT, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                JSON.numberNode(row.getLong(column));
            case Types.DECIMAL, Types.NUMERIC ->
                JSON.textNode(row.getBigDecimal(column).stripTrailingZeros().toPlainString());
            case Types.TIMESTAMP ->
                JSON.textNode(row.getObject(column, LocalDateTime.class).toString());
            // PostgreSQL has no text with a NUL in it.
            default -> JSON.textNode(row.getString(column).replace('\0', '\uFFFD'));
        };
    }
}
