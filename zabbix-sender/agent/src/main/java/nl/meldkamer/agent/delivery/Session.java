package nl.meldkamer.agent.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.spool.Outbox;
import nl.meldkamer.agent.spool.SpooledSample;

/**
 * The sessions of one sequence of packets, one for each host. A server that honours them counts what has no higher id
 * than the last as failed, without looking at it, and takes what follows; were an older value and a newer one of an item
 * in such a packet, the newer would arrive first. So what goes again, or may have gone before the last start, goes
 * without a session. Not thread-safe.
 */
final class Session {

    private final Outbox outbox;
    private final String sequence;
    private final long mayHaveBeenSent;
    private final Map<String, Long> highest = new HashMap<>();

    Session(Outbox outbox, String sequence, long mayHaveBeenSent) {
        this.outbox = outbox;
        this.sequence = sequence;
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /** The token for samples of one host, in order, that go now; empty if they may not go under it. */
    Optional<String> tokenFor(List<SpooledSample> samples) {
        String host = samples.get(0).sample().host();
        if (samples.get(0).id() <= highest.getOrDefault(host, mayHaveBeenSent)) return Optional.empty();
        highest.put(host, samples.get(samples.size() - 1).id());
        return Optional.of(outbox.session(host, sequence));
    }
}
