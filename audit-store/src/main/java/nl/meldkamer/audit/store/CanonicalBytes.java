package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.CanonicalReader.Field;
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
        byte[] bytes = canonical.toArray();
        CanonicalReader reader = new CanonicalReader();
        reader.read(bytes, 0, bytes.length);
        return new StoredEvent(
                reader.seq(),
                new UUID(reader.idHigh(), reader.idLow()),
                instant(reader.recorded()),
                Flag.of(reader.flags()),
                event(reader),
                personal(reader, bytes));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static Event event(CanonicalReader reader) {
        return new Event(
                reader.required(Field.STREAM),
                reader.required(Field.SOURCE),
                reader.required(Field.ID),
                reader.required(Field.PROCESS),
                reader.required(Field.ACTION),
                reader.required(Field.STATUS),
                reference(reader),
                reader.text(Field.ACTOR),
                reader.text(Field.TRACE),
                instant(reader.occurred()),
                reader.required(Field.DETAILS),
                null);
    }

    private static @Nullable Reference reference(CanonicalReader reader) {
        return reader.is(Field.REFERENCE_TYPE)
                ? new Reference(reader.required(Field.REFERENCE_TYPE), reader.required(Field.REFERENCE_NAME))
                : null;
    }

    private static @Nullable Bytes personal(CanonicalReader reader, byte[] bytes) {
        if (!reader.is(Field.PERSONAL)) return null;
        int start = reader.start(Field.PERSONAL);
        return Bytes.owned(Arrays.copyOfRange(bytes, start, start + reader.length(Field.PERSONAL)));
    }
}
