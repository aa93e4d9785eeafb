package nl.meldkamer.audit.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An event as bytes: what is hashed, stored and proven. One event has one form, and one form is one event. Numbers are
 * big-endian, times are microseconds since 1970 UTC, texts are UTF-8.
 *
 * <pre>
 * offset  size  what
 *      0     1  version, 1
 *      1     8  seq, unsigned
 *      9    16  event id
 *     25     8  occurred, signed
 *     33     8  recorded, signed
 *     41     4  flags, one bit each (see {@link Flag})
 *     45        twelve fields, each
 *                  4  length n in bytes; 0xFFFFFFFF: the field is absent, and has no bytes
 *                  n  the field
 *               1 stream         5 action          9 actor, may be absent
 *               2 source         6 status         10 trace, may be absent
 *               3 id             7 reference type 11 details, as the source wrote them
 *               4 process        8 reference name 12 personal fields as ciphertext, may be absent
 *               7 and 8 are absent together
 * </pre>
 *
 * <p>The SQL function {@code audit.field} reads the same table.
 */
public final class CanonicalBytes {
    private static final byte VERSION = 1;
    private static final int SEQ = 1;
    private static final int RECORDED = 33;
    private static final int FLAGS = 41;
    private static final int FIELDS = 45;
    private static final int FIELD_COUNT = 12;
    private static final char REPLACEMENT = '\uFFFD';
    private static final int ABSENT = -1;

    private CanonicalBytes() {}

    public static Bytes write(StoredEvent stored) {
        Bytes unnumbered = write(stored.eventId(), stored.event(), stored.personal());
        return number(unnumbered, stored.seq(), stored.recorded(), stored.flags());
    }

    /** An event that has no number yet: seq, recorded and flags are zero. */
    static Bytes write(UUID eventId, Event event, @Nullable Bytes personal) {
        byte[][] fields = fields(event, personal);
        int size = FIELDS + FIELD_COUNT * Integer.BYTES;
        for (byte[] field : fields) if (field != null) size += field.length;
        byte[] canonical = new byte[size];
        ByteBuffer bytes = ByteBuffer.wrap(canonical)
                .put(VERSION)
                .putLong(0)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .putLong(micros(event.occurred()))
                .putLong(0)
                .putInt(0);
        for (byte[] field : fields) put(bytes, field);
        return Bytes.owned(canonical);
    }

    /** Fills in what {@link #write(UUID, Event, Bytes)} left zero. */
    static Bytes number(Bytes unnumbered, long seq, Instant recorded, Set<Flag> flags) {
        byte[] canonical = unnumbered.toArray();
        ByteBuffer.wrap(canonical)
                .putLong(SEQ, seq)
                .putLong(RECORDED, micros(recorded))
                .putInt(FLAGS, Flag.bits(flags));
        return Bytes.owned(canonical);
    }

    /** Since 1970; what is less than one is cut off. {@link ChronoUnit#MICROS} goes no further than 292 years. */
    static long micros(Instant instant) {
        long micros = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1000);
        return micros < 0 && instant.getNano() % 1000 > 0 ? micros + 1 : micros;
    }

    private static byte[] @Nullable [] fields(Event event, @Nullable Bytes personal) {
        Reference reference = event.reference();
        return new byte[][] {
            utf8(event.stream()),
            utf8(event.source()),
            utf8(event.id()),
            utf8(event.process()),
            utf8(event.action()),
            utf8(event.status()),
            utf8(reference == null ? null : reference.type()),
            utf8(reference == null ? null : reference.name()),
            utf8(event.actor()),
            utf8(event.trace()),
            utf8(event.details()),
            personal == null ? null : personal.toArray()
        };
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer bytes, byte @Nullable [] field) {
        if (field == null) bytes.putInt(ABSENT);
        else bytes.putInt(field.length).put(field);
    }

    /**
     * The event that these bytes are.
     *
     * @throws MalformedRecordException when {@link #write} could not have written these bytes
     */
    public static StoredEvent read(Bytes canonical) throws MalformedRecordException {
        ByteBuffer bytes = canonical.buffer();
        try {
            StoredEvent stored = read(bytes);
            if (bytes.hasRemaining()) throw new MalformedRecordException(bytes.remaining() + " bytes too many");
            return stored;
        } catch (BufferUnderflowException e) {
            throw new MalformedRecordException("the record ends within a field, at " + canonical.length() + " bytes");
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("a field before byte " + bytes.position() + " is no UTF-8");
        }
    }

    private static StoredEvent read(ByteBuffer bytes) throws MalformedRecordException, CharacterCodingException {
        byte version = bytes.get();
        if (version != VERSION) throw new MalformedRecordException("version " + version + " is unknown");
        long seq = bytes.getLong();
        UUID eventId = new UUID(bytes.getLong(), bytes.getLong());
        Instant occurred = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        Instant recorded = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        int flags = bytes.getInt();
        if (Flag.bits(Flag.of(flags)) != flags) throw new MalformedRecordException("flags " + flags + " are unknown");
        Event event = event(bytes, occurred);
        return new StoredEvent(seq, eventId, recorded, Flag.of(flags), event, personal(bytes));
    }

    private static Event event(ByteBuffer bytes, Instant occurred)
            throws MalformedRecordException, CharacterCodingException {
        return new Event(
                required(bytes),
                required(bytes),
                required(bytes),
                required(bytes),
                required(bytes),
                required(bytes),
                reference(text(bytes), text(bytes)),
                text(bytes),
                text(bytes),
                occurred,
                required(bytes),
                null);
    }

    private static @Nullable Reference reference(@Nullable String type, @Nullable String name)
            throws MalformedRecordException {
        if (type == null && name == null) return null;
        if (type == null || name == null) throw new MalformedRecordException("half a reference");
        return new Reference(type, name);
    }

    private static String required(ByteBuffer bytes) throws MalformedRecordException, CharacterCodingException {
        String text = text(bytes);
        if (text == null) throw new MalformedRecordException("a field before byte " + bytes.position() + " is absent");
        return text;
    }

    private static @Nullable String text(ByteBuffer bytes) throws MalformedRecordException, CharacterCodingException {
        byte[] field = bytes(bytes);
        return field == null ? null : text(field);
    }

    /** A new String has U+FFFD for what is no UTF-8, and is faster than a decoder, which refuses it. */
    private static String text(byte[] field) throws CharacterCodingException {
        String text = new String(field, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) return text;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(field))
                .toString();
    }

    private static @Nullable Bytes personal(ByteBuffer bytes) throws MalformedRecordException {
        byte[] field = bytes(bytes);
        return field == null ? null : Bytes.owned(field);
    }

    private static byte @Nullable [] bytes(ByteBuffer bytes) throws MalformedRecordException {
        int length = bytes.getInt();
        if (length == ABSENT) return null;
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedRecordException("a field at byte " + bytes.position() + " is longer than the record");
        }
        byte[] field = new byte[length];
        bytes.get(field);
        return field;
    }
}
