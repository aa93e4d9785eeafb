package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
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
        return switch (type) {
            case Types.BIT, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                long number = row.getLong(column);
                yield row.wasNull() ? null : JSON.numberNode(number);
            }
            case Types.DECIMAL, Types.NUMERIC -> decimal(row.getBigDecimal(column));
            case Types.TIMESTAMP -> {
                LocalDateTime moment = row.getObject(column, LocalDateTime.class);
                yield moment == null ? null : JSON.textNode(moment.toString());
            }
            default -> text(row.getString(column));
        };
    }

    private static @Nullable JsonNode decimal(@Nullable BigDecimal number) {
        return number == null ? null : JSON.textNode(number.stripTrailingZeros().toPlainString());
    }

    /** PostgreSQL has no text with a NUL in it. */
    private static @Nullable JsonNode text(@Nullable String text) {
        return text == null ? null : JSON.textNode(text.replace('\0', '\uFFFD'));
    }
}
