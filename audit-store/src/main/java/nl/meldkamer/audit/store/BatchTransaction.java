package nl.meldkamer.audit.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.meldkamer.audit.Appended;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores the events of one transaction, of any streams. What becomes of them is true once that is committed. */
final class BatchTransaction {
    private final Handle transaction;
    private final StreamTable streams;
    private final @Nullable PersonalCipher cipher;
    private final Instant now;
    private final List<NumberedEvent> fresh = new ArrayList<>();
    private final List<Waiting> batch;
    private final Appended[] outcomes;

    BatchTransaction(
            Handle transaction,
            StreamTable streams,
            @Nullable PersonalCipher cipher,
            Instant now,
            List<Waiting> batch) {
        this.transaction = transaction;
        this.streams = streams;
        this.cipher = cipher;
        this.now = now;
        this.batch = batch;
        this.outcomes = new Appended[batch.size()];
    }

    /** @param index in the batch */
    private record Candidate(int index, Incoming incoming) {
        Identity identity() {
            return new Identity(incoming.eventId(), incoming.content());
        }
    }

    /** The outcome of each of the batch, in its order. */
    List<Appended> store() throws SQLException {
        // In order of their names, so that two writers can't wait for each other's streams.
        Map<String, List<Candidate>> byStream = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) sort(i, byStream);
        for (var stream : byStream.entrySet()) storeStream(stream.getKey(), stream.getValue());
        EventTable.add(transaction.getConnection(), fresh);
        return Arrays.asList(outcomes);
    }

    private void sort(int index, Map<String, List<Candidate>> byStream) {
        Incoming incoming = encrypted(batch.get(index).incoming());
        if (incoming.objection() != null) {
            outcomes[index] = quarantined(incoming, incoming.objection());
        } else {
            byStream.computeIfAbsent(incoming.event().stream(), stream -> new ArrayList<>())
                    .add(new Candidate(index, incoming));
        }
    }

    private Incoming encrypted(Incoming incoming) {
        var personal = incoming.event().personal();
        if (incoming.objection() != null || personal == null || incoming.encrypted() != null) return incoming;
        if (cipher == null)
            return Incoming.objectionable(incoming.event(), "this store has no key for personal fields");
        return incoming.with(cipher.encrypt(transaction, incoming.event()));
    }

    private Appended quarantined(Incoming incoming, String reason) {
        byte[] shown = incoming.unnumbered().toArray();
        return new Appended.Quarantined(
                QuarantineTable.keep(transaction, incoming.event().source(), shown, reason), reason);
    }

    private void storeStream(String stream, List<Candidate> candidates) throws SQLException {
        Optional<Lease> lease = streams.lease(transaction, stream);
        if (lease.isPresent()) number(stream, lease.get(), candidates);
        else refuse(candidates, "another writer has the stream " + stream);
    }

    private void refuse(List<Candidate> candidates, String reason) {
        for (Candidate candidate : candidates) outcomes[candidate.index()] = new Appended.Refused(reason);
    }

    private void number(String stream, Lease lease, List<Candidate> candidates) throws SQLException {
        Set<Identity> identities = new LinkedHashSet<>(2 * candidates.size());
        for (Candidate candidate : candidates) identities.add(candidate.identity());
        Numbering.Numbered numbered =
                streams.numbering(transaction.getConnection()).number(lease, identities, now);
        if (numbered.numbers() != null)
            streams.reached(stream, numbered.numbers().head(lease));
        int given = 0;
        for (Candidate candidate : candidates) {
            Long earlier = numbered.known().of(candidate.identity());
            outcomes[candidate.index()] = earlier == null
                    ? add(candidate, lease, numbered, given++)
                    : duplicate(batch.get(candidate.index()), earlier);
        }
        if (given != numbered.count())
            throw new IllegalStateException(numbered.count() + " numbers for " + given + " events");
    }

    private static Appended duplicate(Waiting waiting, long seq) {
        Appended tried = waiting.triedAs(seq);
        return tried == null ? new Appended.Duplicate(seq) : tried;
    }

    private Appended add(Candidate candidate, Lease lease, Numbering.Numbered numbered, int given) {
        Incoming incoming = candidate.incoming();
        Instant recorded = numbered.required().recorded();
        long seq = numbered.required().first() + given;
        Long other = numbered.known().lowest(incoming.eventId());
        fresh.add(NumberedEvent.flagged(lease.stream(), seq, recorded, now, other != null, incoming));
        numbered.known().add(candidate.identity(), seq);
        Appended outcome = other == null ? new Appended.Stored(seq) : new Appended.Conflict(seq, other);
        batch.get(candidate.index()).trying(outcome);
        return outcome;
    }
}
