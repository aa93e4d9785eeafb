package nl.meldkamer.audit.seal;

import java.nio.ByteBuffer;
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
    private static final int NULL = -1;

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
        ByteBuffer bytes = ByteBuffer.wrap(message);
        if (first) bytes.position(HEADER);
        first = false;
        if (!bytes.hasRemaining()) return next();
        return bytes.getShort() != NULL ? read(message, bytes) : next();
    }

    private boolean read(byte[] message, ByteBuffer bytes) {
        row = message;
        for (int i = 0; i < starts.length; i++) {
            lengths[i] = bytes.getInt();
            starts[i] = bytes.position();
            bytes.position(starts[i] + Math.max(0, lengths[i]));
        }
        return true;
    }

    byte @Nullable [] bytes(int column) {
        if (lengths[column] == NULL) return null;
        return Arrays.copyOfRange(row, starts[column], starts[column] + lengths[column]);
    }

    /** Whether the column has these bytes, or is null as they are. */
    boolean is(int column, byte @Nullable [] expected) {
        if (expected == null || lengths[column] == NULL) return expected == null && lengths[column] == NULL;
        int start = starts[column];
        return Arrays.equals(row, start, start + lengths[column], expected, 0, expected.length);
    }

    int int32(int column) {
        return ByteBuffer.wrap(row).getInt(starts[column]);
    }

    long int64(int column) {
        return ByteBuffer.wrap(row).getLong(starts[column]);
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
