package nl.meldkamer.audit.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import org.jdbi.v3.core.Handle;

/**
 * Finds what of each stream was recorded in a period. A stream's moments of recording never go back, so what is of a
 * period is one run of numbers, and its ends are found by halving.
 */
final class StreamSpans {

    private record Row(int id, String name, long head) {}

    private record Sealed(Checkpoint tree, String note) {}

    private final Handle handle;
    private final Period period;

    StreamSpans(Handle handle, Period period) {
        this.handle = handle;
        this.period = period;
    }

    /** All, by name. */
    List<CountedStream> find() {
        return rows().stream().map(this::count).toList();
    }

    /**
     * Months of the period that were let go of, with the name of their stream: what was in them can't be counted any
     * more.
     */
    List<String> gone() {
        return handle.createQuery("SELECT name || ' ' || to_char(month, 'YYYY-MM') FROM audit.tombstone"
                        + " JOIN audit.stream ON stream.id = tombstone.stream"
                        + " WHERE month + interval '1 month' > CAST(:start AS timestamp) AND month < CAST(:end AS timestamp)"
                        + " ORDER BY 1")
                .bind("start", LocalDateTime.ofInstant(period.start(), ZoneOffset.UTC))
                .bind("end", LocalDateTime.ofInstant(period.end(), ZoneOffset.UTC))
                .mapTo(String.class)
                .list();
    }

    private List<Row> rows() {
        return handle.createQuery("SELECT id, name, head FROM audit.stream ORDER BY name COLLATE \"C\"")
                .map((row, context) -> new Row(row.getInt(1), row.getString(2), row.getLong(3)))
                .list();
    }

    private CountedStream count(Row row) {
        long first = firstSince(row, period.start());
        long recorded = firstSince(row, period.end());
        Optional<Sealed> covering = checkpoint(row, "size >= :size ORDER BY size", recorded);
        Optional<Sealed> sealed = covering.or(() -> checkpoint(row, "size < :size ORDER BY size DESC", recorded));
        long end = Math.max(
                first, Math.min(recorded, sealed.map(it -> it.tree.size()).orElse(0L)));
        return new CountedStream(
                row.id, row.name, first, end, recorded, sealed.map(Sealed::tree), sealed.map(Sealed::note));
    }

    /**
     * The number of the first event that was recorded at a moment or later; that of the next one to come if none was.
     */
    private long firstSince(Row row, Instant moment) {
        long low = 0;
        long high = row.head;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBefore(row, middle, moment)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Of a month that was let go the next event that is there stands for those that are not. */
    private boolean isBefore(Row row, long seq, Instant moment) {
        return handle.createQuery(
                        "SELECT recorded FROM audit.event WHERE stream = :stream AND seq >= :seq ORDER BY seq LIMIT 1")
                .bind("stream", row.id)
                .bind("seq", seq)
                .mapTo(Instant.class)
                .findOne()
                .map(recorded -> recorded.isBefore(moment))
                .orElse(false);
    }

    private Optional<Sealed> checkpoint(Row row, String which, long size) {
        return handle.createQuery("SELECT note FROM audit.checkpoint WHERE stream = :stream AND " + which + " LIMIT 1")
                .bind("stream", row.id)
                .bind("size", size)
                .mapTo(String.class)
                .findOne()
                .flatMap(StreamSpans::parsed);
    }

    /** A note that can't be read says nothing; {@code audit verify} tells what is wrong with it. */
    private static Optional<Sealed> parsed(String note) {
        try {
            return Optional.of(
                    new Sealed(Checkpoint.parse(SignedNote.parse(note).text()), note));
        } catch (ProofException e) {
            return Optional.empty();
        }
    }
}
