package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.Flag;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * Compares each column of an event's row with what its canonical bytes say, since a report reads the columns and a proof
 * covers the bytes. Not thread-safe.
 */
final class EventRow {
    static final String COLUMNS =
            "stream, seq, month, event_id, source, process, action, status, flags, reference_type,"
                    + " reference_name, actor, occurred, recorded, canonical, leaf";

    static final int COLUMN_COUNT = 16;
    static final int SEQ = 1;

    private static final Instant POSTGRESQL_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final LocalDate POSTGRESQL_DAY = LocalDate.of(2000, 1, 1);

    private final StreamName stream;
    private final TreeHasher hasher = new TreeHasher();

    EventRow(StreamName stream) {
        this.stream = stream;
    }

    /**
     * What the row's bytes hash to, and what is wrong with the row.
     *
     * @param fault null when all columns say the same
     */
    record Checked(Hash leaf, @Nullable String fault) {}

    Checked check(BinaryRows row) {
        byte[] canonical = row.bytes(14);
        if (canonical == null) return new Checked(Hash.leaf(new byte[0]), "the column canonical is null");
        Hash leaf = leaf(canonical);
        try {
            StoredEvent event = CanonicalBytes.read(Bytes.of(canonical));
            String column = differing(row, event, leaf);
            return new Checked(leaf, column == null ? null : "the column " + column + " is not what was recorded");
        } catch (MalformedRecordException e) {
            return new Checked(leaf, "the column canonical is no record: " + e.getMessage());
        }
    }

    private Hash leaf(byte[] canonical) {
        byte[] hash = new byte[Hash.SIZE];
        hasher.leaf(canonical, 0, canonical.length, hash, 0);
        return Hash.of(hash);
    }

    private @Nullable String differing(BinaryRows row, StoredEvent stored, Hash leaf) {
        Event event = stored.event();
        Reference reference = event.reference();
        if (!event.stream().equals(stream.name())) return "stream";
        if (!row.is(SEQ, int64(stored.seq()))) return "seq";
        if (!row.is(2, month(stored.recorded()))) return "month";
        if (!row.is(3, uuid(stored.eventId()))) return "event_id";
        if (!row.is(4, text(event.source()))) return "source";
        if (!row.is(5, text(event.process()))) return "process";
        if (!row.is(6, text(event.action()))) return "action";
        if (!row.is(7, text(event.status()))) return "status";
        if (!row.is(8, int32(Flag.bits(stored.flags())))) return "flags";
        if (!row.is(9, text(reference == null ? null : reference.type()))) return "reference_type";
        if (!row.is(10, text(reference == null ? null : reference.name()))) return "reference_name";
        if (!row.is(11, text(event.actor()))) return "actor";
        if (!row.is(12, time(event.occurred()))) return "occurred";
        if (!row.is(13, time(stored.recorded()))) return "recorded";
        return row.is(15, leaf.bytes()) ? null : "leaf";
    }

    private static byte @Nullable [] text(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static byte[] time(Instant instant) {
        return int64(ChronoUnit.MICROS.between(POSTGRESQL_EPOCH, instant));
    }

    private static byte[] month(Instant recorded) {
        LocalDate month = LocalDate.ofInstant(recorded, ZoneOffset.UTC).withDayOfMonth(1);
        return int32((int) ChronoUnit.DAYS.between(POSTGRESQL_DAY, month));
    }

    private static byte[] uuid(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static byte[] int64(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] int32(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
