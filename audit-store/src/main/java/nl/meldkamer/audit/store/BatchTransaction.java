package nl.meldkamer.audit.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores the events of one transaction, of any streams. What becomes of them is true once that is committed. */
final class BatchTransaction {
    /** How far apart clocks are that are kept in time. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Handle transaction;
    private final StreamTable streams;
    private final @Nullable PersonalCipher cipher;
    private final Instant now;
    private final EventTable events = new EventTable();
    private final IdentityTable identities = new IdentityTable();
    private final Map<Waiting, Appended> outcomes = new HashMap<>();

    BatchTransaction(Handle transaction, StreamTable streams, @Nullable PersonalCipher cipher, Instant now) {
        this.transaction = transaction;
        this.streams = streams;
        this.cipher = cipher;
        this.now = now;
    }

    private record Candidate(Waiting waiting, Incoming incoming, UUID content) {
        UUID eventId() {
            return incoming.eventId();
        }
    }

    private record Identity(UUID eventId, UUID content) {}

    Map<Waiting, Appended> store(List<Waiting> batch) throws SQLException {
        // In order of their names, so that two writers can't wait for each other's streams.
        Map<String, List<Candidate>> byStream = new TreeMap<>();
        for (Waiting waiting : batch) sort(waiting, byStream);
        byStream.forEach(this::storeStream);
        events.send(transaction);
        identities.send(transaction);
        return outcomes;
    }

    private void sort(Waiting waiting, Map<String, List<Candidate>> byStream) {
        Incoming incoming = encrypted(waiting.incoming());
        if (incoming.objection() != null) {
            outcomes.put(waiting, quarantined(incoming, incoming.objection()));
        } else {
            byStream.computeIfAbsent(incoming.event().stream(), stream -> new ArrayList<>())
                    .add(new Candidate(waiting, incoming, incoming.content()));
        }
    }

    private Incoming encrypted(Incoming incoming) {
        var personal = incoming.event().personal();
        if (incoming.objection() != null || personal == null || incoming.encrypted() != null) return incoming;
        if (cipher == null)
            return Incoming.objectionable(incoming.event(), "this store has no key for personal fields");
        return incoming.with(cipher.encrypt(transaction, personal));
    }

    private Appended quarantined(Incoming incoming, String reason) {
        byte[] shown = incoming.unnumbered().toArray();
        return new Appended.Quarantined(
                QuarantineTable.keep(transaction, incoming.event().source(), shown, reason), reason);
    }

    private void storeStream(String stream, List<Candidate> candidates) {
        Optional<Lease> lease = streams.lease(transaction, stream);
        if (lease.isPresent()) number(lease.get(), candidates);
        else refuse(candidates, "another writer has the stream " + stream);
    }

    private void refuse(List<Candidate> candidates, String reason) {
        for (Candidate candidate : candidates) outcomes.put(candidate.waiting(), new Appended.Refused(reason));
    }

    private void number(Lease lease, List<Candidate> candidates) {
        Map<UUID, Map<UUID, Long>> known = IdentityTable.known(
                transaction,
                lease.stream(),
                candidates.stream().map(Candidate::eventId).toList());
        int fresh = fresh(candidates, known);
        StreamTable.Numbers numbers =
                fresh == 0 ? new StreamTable.Numbers(0, now) : streams.advance(transaction, lease, fresh, now);
        long next = numbers.first();
        for (Candidate candidate : candidates) {
            Map<UUID, Long> contents = known.computeIfAbsent(candidate.eventId(), event -> new HashMap<>());
            Long earlier = contents.get(candidate.content());
            if (earlier == null) {
                outcomes.put(candidate.waiting(), add(candidate, lease, next, numbers.recorded(), contents));
                contents.put(candidate.content(), next++);
            } else {
                outcomes.put(candidate.waiting(), duplicate(candidate.waiting(), earlier));
            }
        }
    }

    private static int fresh(List<Candidate> candidates, Map<UUID, Map<UUID, Long>> known) {
        Set<Identity> fresh = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!known.getOrDefault(candidate.eventId(), Map.of()).containsKey(candidate.content())) {
                fresh.add(new Identity(candidate.eventId(), candidate.content()));
            }
        }
        return fresh.size();
    }

    private static Appended duplicate(Waiting waiting, long seq) {
        Appended tried = waiting.triedAs(seq);
        return tried == null ? new Appended.Duplicate(seq) : tried;
    }

    private Appended add(Candidate candidate, Lease lease, long seq, Instant recorded, Map<UUID, Long> others) {
        Incoming incoming = candidate.incoming();
        Set<Flag> flags = flags(incoming.event(), recorded, !others.isEmpty());
        StoredEvent stored = new StoredEvent(seq, incoming.eventId(), recorded, flags, incoming.event(), null);
        events.add(lease.stream(), stored, CanonicalBytes.number(incoming.record(), seq, recorded, flags));
        identities.add(lease.stream(), incoming.eventId(), candidate.content(), seq);
        Appended outcome = others.isEmpty()
                ? new Appended.Stored(seq)
                : new Appended.Conflict(seq, Collections.min(others.values()));
        candidate.waiting().trying(outcome);
        return outcome;
    }

    private Set<Flag> flags(Event event, Instant recorded, boolean conflict) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (!Processes.known().contains(event.process())) flags.add(Flag.UNKNOWN_PROCESS);
        if (ComplianceStatus.of(event.status()).isEmpty()) flags.add(Flag.UNKNOWN_STATUS);
        if (conflict) flags.add(Flag.CONFLICT);
        if (event.occurred().isAfter(recorded.plus(CLOCK_DIFFERENCE))) flags.add(Flag.FROM_THE_FUTURE);
        if (recorded.isAfter(now)) flags.add(Flag.CLOCK_WENT_BACK);
        return flags;
    }
}
