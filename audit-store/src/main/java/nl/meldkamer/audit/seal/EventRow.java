package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import nl.meldkamer.audit.store.CanonicalReader;
import nl.meldkamer.audit.store.CanonicalReader.Field;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * Compares each column of an event's row with what its canonical bytes say, since a report reads the columns and a
 * proof covers the bytes. All of it here and nothing in the database: who can change a row can also change what the
 * database says about it. Bytes are compared where they stand. Not thread-safe.
 */
final class EventRow {
    static final String COLUMNS =
            "stream, seq, month, event_id, source, process, action, status, flags, reference_type,"
                    + " reference_name, actor, occurred, recorded, canonical, leaf";

    static final int COLUMN_COUNT = 16;
    static final int SEQ = 1;

    private static final int CANONICAL = 14;
    private static final Instant POSTGRESQL_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    static final long EPOCH_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, POSTGRESQL_EPOCH);
    private static final LocalDate POSTGRESQL_DAY = LocalDate.of(2000, 1, 1);

    private final byte[] stream;
    private final TreeHasher hasher = new TreeHasher();
    private final CanonicalReader canonical = new CanonicalReader();
    private final byte[] leaf = new byte[Hash.SIZE];
    private final Month month = new Month();

    EventRow(StreamName stream) {
        this.stream = stream.name().getBytes(UTF_8);
    }

    /** What the bytes of the last row that was checked hash to; written over by the next. */
    byte[] leaf() {
        return leaf;
    }

    /** The record of the last row that was checked, in the array of the rows; of one without a fault. */
    CanonicalReader canonical() {
        return canonical;
    }

    /** What is wrong with the row; null when all columns say the same. */
    @Nullable String check(BinaryRows row) {
        int length = Math.max(0, row.length(CANONICAL));
        hasher.leaf(row.array(), row.start(CANONICAL), length, leaf, 0);
        if (row.isNull(CANONICAL)) return "the column canonical is null";
        try {
            canonical.read(row.array(), row.start(CANONICAL), length);
        } catch (MalformedRecordException e) {
            return "the column canonical is no record: " + e.getMessage();
        }
        String column = differing(row);
        return column == null ? null : "the column " + column + " is not what was recorded";
    }

    private @Nullable String differing(BinaryRows row) {
        if (!isStream(row)) return "stream";
        if (!row.isInt64(SEQ, canonical.seq())) return "seq";
        if (!row.isInt32(2, month.of(canonical.recorded()))) return "month";
        if (!row.isInt128(3, canonical.idHigh(), canonical.idLow())) return "event_id";
        if (!is(row, 4, Field.SOURCE)) return "source";
        if (!is(row, 5, Field.PROCESS)) return "process";
        if (!is(row, 6, Field.ACTION)) return "action";
        if (!is(row, 7, Field.STATUS)) return "status";
        if (!row.isInt32(8, canonical.flags())) return "flags";
        if (!is(row, 9, Field.REFERENCE_TYPE)) return "reference_type";
        if (!is(row, 10, Field.REFERENCE_NAME)) return "reference_name";
        if (!is(row, 11, Field.ACTOR)) return "actor";
        if (!row.isInt64(12, canonical.occurred() - EPOCH_MICROS)) return "occurred";
        if (!row.isInt64(13, canonical.recorded() - EPOCH_MICROS)) return "recorded";
        return row.is(15, leaf, 0, leaf.length) ? null : "leaf";
    }

    private boolean isStream(BinaryRows row) {
        int start = canonical.start(Field.STREAM);
        int end = start + canonical.length(Field.STREAM);
        return Arrays.equals(row.array(), start, end, stream, 0, stream.length);
    }

    private boolean is(BinaryRows row, int column, Field field) {
        return canonical.is(field)
                ? row.is(column, row.array(), canonical.start(field), canonical.length(field))
                : row.isNull(column);
    }

    /** Days since 2000 of the first of a month; of many events in turn it is that of the one before. */
    private static final class Month {
        private long from;
        private long to;
        private int day;

        int of(long micros) {
            if (micros < from || micros >= to) find(micros);
            return day;
        }

        private void find(long micros) {
            LocalDate first = Instant.EPOCH
                    .plus(micros, ChronoUnit.MICROS)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .withDayOfMonth(1);
            from = micros(first);
            to = micros(first.plusMonths(1));
            day = (int) ChronoUnit.DAYS.between(POSTGRESQL_DAY, first);
        }

        private static long micros(LocalDate day) {
            return ChronoUnit.MICROS.between(
                    Instant.EPOCH, day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }
}
