package nl.meldkamer.audit.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the canonical bytes of events where they stand, for whoever reads millions: it makes no object for an event,
 * and none for a field that is not asked for. What it accepts, {@link CanonicalBytes#write} could have written. Not
 * thread-safe.
 */
public final class CanonicalReader {
    /** The fields of a record, in their order. */
    public enum Field {
        STREAM(0, true),
        SOURCE(1, true),
        ID(2, true),
        PROCESS(3, true),
        ACTION(4, true),
        STATUS(5, true),
        REFERENCE_TYPE(6, false),
        REFERENCE_NAME(7, false),
        ACTOR(8, false),
        TRACE(9, false),
        DETAILS(10, true),
        PERSONAL(11, false);

        private final int place;
        private final boolean required;

        Field(int place, boolean required) {
            this.place = place;
            this.required = required;
        }
    }

    private static final Field[] FIELDS = Field.values();

    private static final byte VERSION = 1;
    private static final int SEQ = 1;
    private static final int ID_HIGH = 9;
    private static final int ID_LOW = 17;
    private static final int OCCURRED = 25;
    private static final int RECORDED = 33;
    private static final int FLAGS = 41;
    private static final int FIRST_FIELD = 45;
    private static final int ABSENT = -1;
    private static final char REPLACEMENT = '\uFFFD';
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int[] starts = new int[FIELDS.length];
    private final int[] lengths = new int[FIELDS.length];
    private byte[] array = {};
    private int from;
    private int end;

    /**
     * Takes the record that stands at a place in an array, which is not copied.
     *
     * @throws MalformedRecordException when {@link CanonicalBytes#write} could not have written these bytes
     */
    public void read(byte[] bytes, int start, int length) throws MalformedRecordException {
        array = bytes;
        from = start;
        end = start + length;
        if (length < FIRST_FIELD) throw cut();
        if (array[from] != VERSION) throw new MalformedRecordException("version " + array[from] + " is unknown");
        if (Flag.bits(Flag.of(flags())) != flags()) {
            throw new MalformedRecordException("flags " + flags() + " are unknown");
        }
        int at = from + FIRST_FIELD;
        for (Field field : FIELDS) at = read(field, at);
        if (at < end) throw new MalformedRecordException(end - at + " bytes too many");
        if (is(Field.REFERENCE_TYPE) != is(Field.REFERENCE_NAME))
            throw new MalformedRecordException("half a reference");
    }

    private MalformedRecordException cut() {
        return new MalformedRecordException("the record ends within a field, at " + (end - from) + " bytes");
    }

    /** Where the next one begins. */
    private int read(Field field, int at) throws MalformedRecordException {
        if (end - at < Integer.BYTES) throw cut();
        int start = at + Integer.BYTES;
        int length = (int) INT32.get(array, at);
        starts[field.place] = start;
        lengths[field.place] = length;
        if (length == ABSENT) {
            if (!field.required) return start;
            throw new MalformedRecordException("a field before byte " + (start - from) + " is absent");
        }
        if (length < 0 || length > end - start) {
            throw new MalformedRecordException("a field at byte " + (start - from) + " is longer than the record");
        }
        if (field != Field.PERSONAL) requireText(start, length);
        return start + length;
    }

    private void requireText(int start, int length) throws MalformedRecordException {
        if (!isAscii(start, length) && !isUtf8(start, length)) {
            throw new MalformedRecordException("a field before byte " + (start + length - from) + " is no UTF-8");
        }
    }

    private boolean isAscii(int start, int length) {
        int at = start;
        for (int last = start + length - Long.BYTES; at <= last; at += Long.BYTES) {
            if (((long) INT64.get(array, at) & NOT_ASCII) != 0) return false;
        }
        int bits = 0;
        while (at < start + length) bits |= array[at++];
        return bits >= 0;
    }

    /** A new String has U+FFFD for what is no UTF-8, and is faster than a decoder, which refuses it. */
    private boolean isUtf8(int start, int length) {
        if (new String(array, start, length, UTF_8).indexOf(REPLACEMENT) < 0) return true;
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(array, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    public long seq() {
        return int64(SEQ);
    }

    /** The first half of the event's id. */
    public long idHigh() {
        return int64(ID_HIGH);
    }

    /** The other half of the event's id. */
    public long idLow() {
        return int64(ID_LOW);
    }

    /** In microseconds since 1970. */
    public long occurred() {
        return int64(OCCURRED);
    }

    /** In microseconds since 1970. */
    public long recorded() {
        return int64(RECORDED);
    }

    /** The bits of {@link Flag}. */
    public int flags() {
        return (int) INT32.get(array, from + FLAGS);
    }

    private long int64(int offset) {
        return (long) INT64.get(array, from + offset);
    }

    /** Whether the event has the field. */
    public boolean is(Field field) {
        return lengths[field.place] != ABSENT;
    }

    /** Where in the array a field begins; of one that is there. */
    public int start(Field field) {
        return starts[field.place];
    }

    /** How many bytes a field has; of one that is there. */
    public int length(Field field) {
        return lengths[field.place];
    }

    /** A field of text; null when it is absent. */
    @Nullable String text(Field field) {
        return is(field) ? required(field) : null;
    }

    /** A field of text that no record is without. */
    String required(Field field) {
        return new String(array, start(field), length(field), UTF_8);
    }
}
