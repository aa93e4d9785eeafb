package nl.meldkamer.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Appended;
import org.jdbi.v3.core.Handle;

/**
 * Events as most are: few, of one stream, new to it, with nothing to encrypt. Their numbers are those after the last
 * that this writer gave out. So the server can look whether all that is so, store them and commit in one statement,
 * where a {@link BatchTransaction} waits for it three times.
 */
final class NextEvents {
    private final List<Waiting> batch;
    private final StreamTable streams;
    private final Head head;

    private NextEvents(List<Waiting> batch, StreamTable streams, Head head) {
        this.batch = batch;
        this.streams = streams;
        this.head = head;
    }

    /** Empty when a batch is not of such events, as far as can be seen without asking the server. */
    static Optional<NextEvents> of(List<Waiting> batch, StreamTable streams) {
        if (batch.size() > EventTable.FEW || !arePlain(batch)) return Optional.empty();
        return streams.head(stream(batch.get(0))).map(head -> new NextEvents(batch, streams, head));
    }

    private static boolean arePlain(List<Waiting> batch) {
        Set<UUID> ids = new HashSet<>();
        String stream = stream(batch.get(0));
        return batch.stream()
                .allMatch(waiting -> stream(waiting).equals(stream)
                        && waiting.incoming().isPlain()
                        && ids.add(waiting.incoming().eventId()));
    }

    private static String stream(Waiting waiting) {
        return waiting.incoming().event().stream();
    }

    /**
     * Stores all of them, or none.
     *
     * @param handle whose connection commits each statement
     * @param lease how long the stream is its owner's from now on
     * @return their outcomes; empty when the stream has one of them, is another's, or ends elsewhere by now
     */
    Optional<List<Appended>> store(Handle handle, Duration lease, Instant now) {
        Instant recorded = now.isBefore(head.recorded()) ? head.recorded() : now;
        List<NumberedEvent> rows = new ArrayList<>(batch.size());
        List<Appended> outcomes = new ArrayList<>(batch.size());
        for (Waiting waiting : batch) {
            long seq = head.next() + rows.size();
            Appended outcome = new Appended.Stored(seq);
            waiting.trying(outcome);
            outcomes.add(outcome);
            rows.add(NumberedEvent.flagged(head.lease().stream(), seq, recorded, now, false, waiting.incoming()));
        }
        if (add(handle.getConnection(), lease, rows)) {
            streams.reached(stream(batch.get(0)), new Head(head.lease(), head.next() + rows.size(), recorded));
            return Optional.of(outcomes);
        }
        for (Waiting waiting : batch) waiting.trying(null);
        return Optional.empty();
    }

    private boolean add(Connection connection, Duration lease, List<NumberedEvent> rows) {
        try {
            return InsertedRows.addNext(connection, head, lease, rows);
        } catch (SQLException e) {
            throw new WriteFailedException(e);
        }
    }
}
