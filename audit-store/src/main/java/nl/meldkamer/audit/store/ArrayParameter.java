package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * An array as a statement's parameter, in PostgreSQL's binary form, which the server reads without parsing. Big-endian.
 *
 * <pre>
 * 4  number of dimensions, 1
 * 4  1: some elements may be null
 * 4  the elements' type
 * 4  number of elements
 * 4  index of the first of them, 1
 *    the elements, as {@link BinaryFields}
 * </pre>
 */
enum ArrayParameter {
    INTEGERS(Oid.INT4, Oid.INT4_ARRAY),
    BIGINTS(Oid.INT8, Oid.INT8_ARRAY),
    DATES(Oid.DATE, Oid.DATE_ARRAY),
    TIMESTAMPS(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY),
    UUIDS(Oid.UUID, Oid.UUID_ARRAY),
    TEXTS(Oid.TEXT, Oid.TEXT_ARRAY),
    BYTES(Oid.BYTEA, Oid.BYTEA_ARRAY);

    private final int element;
    private final int array;

    ArrayParameter(int element, int array) {
        this.element = element;
        this.array = array;
    }

    /**
     * Binds it.
     *
     * @param room where it is made; what is there is lost
     * @param write writes one element from one of the values
     */
    <T> void bind(
            PreparedStatement statement,
            int index,
            BinaryFields room,
            Collection<T> values,
            BiConsumer<BinaryFields, T> write)
            throws SQLException {
        room.clear();
        room.write32(1).write32(1).write32(element).write32(values.size()).write32(1);
        for (T value : values) write.accept(room, value);
        Connection connection = statement.getConnection();
        byte[] bytes = Arrays.copyOf(room.array(), room.length());
        statement.setArray(index, new PgArray(connection.unwrap(BaseConnection.class), array, bytes));
    }
}
