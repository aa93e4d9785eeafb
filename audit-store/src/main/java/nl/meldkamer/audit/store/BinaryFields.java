package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as PostgreSQL's types send and receive them, each after its length: the form of a field of COPY and of an
 * element of an array. Numbers are big-endian.
 *
 * <pre>
 * 4  length n in bytes; -1: null, and no bytes
 * n  the value: integers as they are, timestamps as microseconds and dates as days since 2000-01-01
 * </pre>
 */
final class BinaryFields {
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final long EPOCH = CanonicalBytes.micros(Instant.parse("2000-01-01T00:00:00Z"));
    private static final int NULL = -1;

    /** What is written so far; the rest is room. */
    private ByteBuffer bytes;

    BinaryFields(int room) {
        bytes = ByteBuffer.allocate(room);
    }

    int length() {
        return bytes.position();
    }

    /** Without a copy: valid until more is written. */
    byte[] array() {
        return bytes.array();
    }

    void clear() {
        bytes.clear();
    }

    /** Without a length before them. */
    BinaryFields raw(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    BinaryFields integer(int value) {
        return write32(Integer.BYTES).write32(value);
    }

    BinaryFields bigint(long value) {
        return write32(Long.BYTES).write64(value);
    }

    BinaryFields uuid(UUID value) {
        return write32(2 * Long.BYTES).write64(value.getMostSignificantBits()).write64(value.getLeastSignificantBits());
    }

    BinaryFields bytea(Bytes value) {
        write32(value.length());
        value.putInto(room(value.length()));
        return this;
    }

    BinaryFields text(@Nullable String value) {
        return value == null ? write32(NULL) : field(value.getBytes(StandardCharsets.UTF_8));
    }

    private BinaryFields field(byte[] value) {
        write32(value.length);
        room(value.length).put(value);
        return this;
    }

    BinaryFields timestamp(Instant value) {
        return bigint(CanonicalBytes.micros(value) - EPOCH);
    }

    BinaryFields date(LocalDate value) {
        return integer((int) ChronoUnit.DAYS.between(EPOCH_DAY, value));
    }

    BinaryFields write16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    BinaryFields write32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    BinaryFields write64(long value) {
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
}
