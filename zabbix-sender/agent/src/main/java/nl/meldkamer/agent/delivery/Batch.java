package nl.meldkamer.agent.delivery;

import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.spool.SpooledSample;
import nl.meldkamer.sender.Packet;

/**
 * Samples of one host, in order, that go out together.
 *
 * @param session empty for samples whose ids the server has seen, or seen passed: under a session it would count them as
 *     failed without looking at them
 */
record Batch(Optional<String> session, List<SpooledSample> samples) {

    static Batch withoutSession(List<SpooledSample> samples) {
        return new Batch(Optional.empty(), samples);
    }

    Packet packet() {
        return new Packet(
                session,
                samples.stream()
                        .map(one -> new Packet.Entry(one.id(), one.sample()))
                        .toList());
    }

    String host() {
        return samples.get(0).sample().host();
    }

    long firstId() {
        return samples.get(0).id();
    }
}
