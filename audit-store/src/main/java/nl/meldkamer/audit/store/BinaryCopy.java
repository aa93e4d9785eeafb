package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, "COPY", "Binary Format"). Numbers are big-endian.
 *
 * <pre>
 * header   11  "PGCOPY\n" 0xFF "\r\n" 0x00
 *           4  flags, 0
 *           4  length of the header's extension, 0
 * row       2  number of fields; then for each field
 *              4  length n in bytes; -1: null, and no bytes
 *              n  the field: integers as they are, timestamps as microseconds and dates as days since 2000-01-01
 * trailer   2  -1
 * </pre>
 */
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;

    /** Of what is written so far; the rest is room. */
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).put(HEADER);

    private int rows;

    BinaryCopy row(int fields) {
        rows++;
        return write16(fields);
    }

    BinaryCopy integer(int value) {
        return write32(Integer.BYTES).write32(value);
    }

    BinaryCopy bigint(long value) {
        return write32(Long.BYTES).write64(value);
    }

    BinaryCopy uuid(UUID value) {
        return write32(2 * Long.BYTES).write64(value.getMostSignificantBits()).write64(value.getLeastSignificantBits());
    }

    BinaryCopy bytea(Bytes value) {
        write32(value.length());
        room(value.length()).put(value.buffer());
        return this;
    }

    BinaryCopy text(@Nullable String value) {
        return value == null ? write32(NULL) : field(value.getBytes(StandardCharsets.UTF_8));
    }

    private BinaryCopy field(byte[] value) {
        write32(value.length);
        room(value.length).put(value);
        return this;
    }

    BinaryCopy timestamp(Instant value) {
        return bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    BinaryCopy date(LocalDate value) {
        return integer((int) ChronoUnit.DAYS.between(EPOCH_DAY, value));
    }

    private BinaryCopy write16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    private BinaryCopy write32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    private BinaryCopy write64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int needed = Math.addExact(bytes.position(), length);
            bytes = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity())).put(bytes.flip());
        }
        return bytes;
    }

    /** Sends all rows, as part of the connection's transaction; nothing when there are none. */
    void send(Connection connection, String copyStatement) throws SQLException {
        if (rows == 0) return;
        write16(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
        try {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }
}
