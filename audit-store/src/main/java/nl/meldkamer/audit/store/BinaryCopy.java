package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, "COPY", "Binary Format"). Numbers are big-endian.
 *
 * <pre>
 * header   11  "PGCOPY\n" 0xFF "\r\n" 0x00
 *           4  flags, 0
 *           4  length of the header's extension, 0
 * row       2  number of fields; then the fields
 * trailer   2  -1
 * </pre>
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** What is written is sent when it is this much: the server has work, and the row to come has room. */
    private static final int PIECE = 1 << 15;

    private final CopyIn copy;

    private final BinaryFields fields = new BinaryFields(2 * PIECE).raw(HEADER);

    /** Begins; the connection can do nothing else until {@link #end} or {@link #close}. */
    BinaryCopy(Connection connection, String copyStatement) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
    }

    /** Where to write a row of so many fields. */
    BinaryFields row(int count) throws SQLException {
        if (fields.length() >= PIECE) send();
        return fields.write16(count);
    }

    private void send() throws SQLException {
        copy.writeToCopy(fields.array(), 0, fields.length());
        fields.clear();
    }

    /** All rows are there, as part of the connection's transaction. */
    void end() throws SQLException {
        fields.write16(-1);
        send();
        copy.endCopy();
    }

    /** Takes back what has not ended. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
