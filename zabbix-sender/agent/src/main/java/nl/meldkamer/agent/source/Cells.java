package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import org.jspecify.annotations.Nullable;

/** Reads a result set into the types of {@link nl.meldkamer.templates.Rows}. */
final class Cells {

    private final ZoneId zone;

    Cells(ZoneId zone) {
        this.zone = zone;
    }

    Answer read(ResultSet result) throws SQLException {
        ResultSetMetaData shape = result.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++)
            columns.add(new Column(shape.getColumnLabel(i), kind(shape.getColumnType(i))));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) rows.add(row(result, shape));
        return Answer.of(columns, rows);
    }

    private List<@Nullable Object> row(ResultSet result, ResultSetMetaData shape) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++) row.add(cell(result, shape, i));
        return row;
    }

    private @Nullable Object cell(ResultSet result, ResultSetMetaData shape, int i) throws SQLException {
        return switch (kind(shape.getColumnType(i))) {
            case NUMBER -> number(result, shape.getColumnType(i), i);
            case MOMENT -> moment(result, shape, i);
            case TEXT -> result.getString(i);
        };
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.BIT,
                    Types.BOOLEAN,
                    Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.FLOAT,
                    Types.REAL,
                    Types.DOUBLE -> Kind.NUMBER;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.MOMENT;
            default -> Kind.TEXT;
        };
    }

    private static @Nullable BigDecimal number(ResultSet result, int type, int i) throws SQLException {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> result.getObject(i) == null ? null : truth(result.getBoolean(i));
            case Types.FLOAT, Types.REAL, Types.DOUBLE ->
                result.getObject(i) == null ? null : finite(result.getDouble(i));
            default -> result.getBigDecimal(i);
        };
    }

    private static BigDecimal truth(boolean set) {
        return set ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    /** Infinity and "not a number" are no values. */
    private static @Nullable BigDecimal finite(double number) {
        return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }

    private @Nullable Object moment(ResultSet result, ResultSetMetaData shape, int i) throws SQLException {
        if (shape.getColumnType(i) == Types.DATE) return result.getObject(i, LocalDate.class);
        if (!shape.getColumnTypeName(i).equals("timestamptz")) return result.getObject(i, LocalDateTime.class);
        OffsetDateTime moment = result.getObject(i, OffsetDateTime.class);
        return moment == null ? null : moment.atZoneSameInstant(zone).toLocalDateTime();
    }
}
