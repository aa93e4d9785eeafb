package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows as {@code COPY ... TO STDOUT (FORMAT binary)} writes them (PostgreSQL manual, COPY, "Binary Format"): a third of
 * the work of a query, for both sides. Big-endian; a message of the protocol has one row.
 *
 * <pre>
 * size  what
 *   11  "PGCOPY\n", 0xFF, "\r\n", 0x00     once, before the first row
 *    4  flags, 0
 *    4  length of an extension, 0
 *
 *    2  number of fields; 0xFFFF: there are no more rows
 *       each field
 *         4  length n in bytes; 0xFFFFFFFF: null, and no bytes
 *         n  the field, as the type's binary output writes it
 * </pre>
 */
final class BinaryRows implements AutoCloseable {
    private static final int HEADER = 11 + 4 + 4;
    private static final byte END = (byte) 0xFF;
    private static final int NULL = -1;
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final CopyOut copy;
    private final int[] starts;
    private final int[] lengths;
    private byte[] row = {};
    private boolean first = true;

    /** @param query without parameters */
    BinaryRows(Connection connection, String query, int columns) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        this.starts = new int[columns];
        this.lengths = new int[columns];
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws SQLException {
        byte[] message = copy.readFromCopy();
        if (message == null) return false;
        int at = first ? HEADER : 0;
        first = false;
        if (at == message.length || message[at] == END) return next();
        row = message;
        split(at + Short.BYTES);
        return true;
    }

    private void split(int firstField) {
        int at = firstField;
        for (int i = 0; i < starts.length; i++) {
            lengths[i] = (int) INT32.get(row, at);
            starts[i] = at + Integer.BYTES;
            at = starts[i] + Math.max(0, lengths[i]);
        }
    }

    /** The bytes of this row, and of nothing else after the next. */
    byte[] array() {
        return row;
    }

    int start(int column) {
        return starts[column];
    }

    /** Below 0 when it is null. */
    int length(int column) {
        return lengths[column];
    }

    boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    /** Null when it is null. */
    byte @Nullable [] bytes(int column) {
        return isNull(column) ? null : Arrays.copyOfRange(row, starts[column], starts[column] + lengths[column]);
    }

    /** Whether the column has the bytes that stand at a place in an array. */
    boolean is(int column, byte[] expected, int from, int length) {
        int start = starts[column];
        return lengths[column] == length && Arrays.equals(row, start, start + length, expected, from, from + length);
    }

    boolean isInt32(int column, int expected) {
        return lengths[column] == Integer.BYTES && (int) INT32.get(row, starts[column]) == expected;
    }

    boolean isInt64(int column, long expected) {
        return lengths[column] == Long.BYTES && int64(column) == expected;
    }

    boolean isInt128(int column, long high, long low) {
        return lengths[column] == 2 * Long.BYTES
                && int64(column) == high
                && (long) INT64.get(row, starts[column] + Long.BYTES) == low;
    }

    String text(int column) {
        return new String(row, starts[column], lengths[column], UTF_8);
    }

    long int64(int column) {
        return (long) INT64.get(row, starts[column]);
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
