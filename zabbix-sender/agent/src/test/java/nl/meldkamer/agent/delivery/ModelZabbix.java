package nl.meldkamer.agent.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;

/**
 * Does with packets what a Zabbix server does: keeps a value once per item, clock and ns, counts what it rejects, and,
 * as 6.0 does, counts as failed what comes under a session with an id that is not above the last. May be told to fail.
 */
final class ModelZabbix implements Sender {

    /** One value as the history table would hold it. */
    record Stored(String host, String key, long clock, int ns) {
        static Stored of(Sample sample) {
            return new Stored(sample.host(), sample.key(), sample.clock(), sample.ns());
        }
    }

    /** What may go wrong with a packet. */
    enum Fault {
        NONE,
        NOT_SENT,
        REFUSED,
        CUT_BEFORE,
        CUT_WITHIN,
        CUT_AFTER
    }

    private final Predicate<Sample> takes;
    private final boolean honoursSessions;
    private final Set<Stored> known = new HashSet<>();
    private final Map<String, Long> lastIds = new HashMap<>();
    final List<Sample> history = new ArrayList<>();
    final List<Packet> packets = new ArrayList<>();
    private RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private double faults;
    Runnable beforeEach = () -> {};
    Optional<Fault> always = Optional.empty();

    ModelZabbix(Predicate<Sample> takes, boolean honoursSessions) {
        this.takes = takes;
        this.honoursSessions = honoursSessions;
    }

    void failAtRandom(RandomGenerator random, double faults) {
        this.random = random;
        this.faults = faults;
    }

    @Override
    public synchronized Outcome send(Packet packet) {
        beforeEach.run();
        packets.add(packet);
        return switch (always.orElseGet(this::fault)) {
            case NONE -> answer(packet, packet.size());
            case NOT_SENT -> new Outcome.NotSent("connection refused");
            case REFUSED -> new Outcome.Refused("server shutdown in progress");
            case CUT_BEFORE -> new Outcome.Unknown("cut before the request");
            case CUT_WITHIN -> {
                answer(packet, random.nextInt(packet.size()));
                yield new Outcome.Unknown("cut within");
            }
            case CUT_AFTER -> {
                answer(packet, packet.size());
                yield new Outcome.Unknown("cut before the answer");
            }
        };
    }

    private Fault fault() {
        if (random.nextDouble() >= faults) return Fault.NONE;
        return Fault.values()[1 + random.nextInt(Fault.values().length - 1)];
    }

    private Outcome answer(Packet packet, int processedOnly) {
        int failed = 0;
        for (Packet.Entry entry : packet.entries().subList(0, processedOnly))
            if (!take(packet.session(), entry)) failed++;
        return failed == 0
                ? new Outcome.Accepted(packet.size())
                : new Outcome.PartlyRejected(packet.size() - failed, failed);
    }

    private boolean take(Optional<String> session, Packet.Entry entry) {
        if (!takes.test(entry.sample())) return false;
        if (honoursSessions && session.isPresent() && !isNew(session.get(), entry)) return false;
        if (known.add(Stored.of(entry.sample()))) history.add(entry.sample());
        return true;
    }

    private boolean isNew(String session, Packet.Entry entry) {
        String name = session + entry.sample().host();
        if (entry.id() <= lastIds.getOrDefault(name, 0L)) return false;
        lastIds.put(name, entry.id());
        return true;
    }
}
