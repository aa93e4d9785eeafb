package nl.meldkamer.agent.socket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.sender.Sample;

/** Does what is asked on the socket. Thread-safe. */
public final class RequestHandler {

    /** So many refusals of this length fit in a reply. */
    private static final int LONGEST_REASON = 200;

    private final Consumer<List<Sample>> spool;
    private final Supplier<Map<String, String>> health;
    private final Stamps stamps;
    private final Knowledge knowledge;
    private final LongAdder stored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final LongAdder untold = new LongAdder();

    /**
     * @param spool stores samples, all or none, and returns when the disk has them; else throws {@link SpoolException}
     * @param health figures by name
     */
    public RequestHandler(
            Consumer<List<Sample>> spool, Supplier<Map<String, String>> health, Stamps stamps, Knowledge knowledge) {
        this.spool = spool;
        this.health = health;
        this.stamps = stamps;
        this.knowledge = knowledge;
    }

    Reply handle(Request request) {
        if (request instanceof Request.Push push) return push(push);
        if (request instanceof Request.Lookup lookup) return lookUp(lookup);
        if (request instanceof Request.Version) return version();
        if (request instanceof Request.Listing list)
            return Protocol.listing(knowledge.latest().keys(list.host(), list.after()));
        if (request instanceof Request.Confirm confirm)
            return knowledge.confirmations().take(confirm);
        return new Reply.Health(health.get());
    }

    private Reply lookUp(Request.Lookup lookup) {
        Reply reply = Protocol.fitting(knowledge.latest().answer(lookup));
        (reply instanceof Reply.Told ? told : untold).increment();
        return reply;
    }

    private Reply version() {
        Instant now = stamps.next();
        return new Reply.Told(knowledge.version(), now.getEpochSecond(), now.getNano(), 0);
    }

    Protocol.Clock clock() {
        return stamps::next;
    }

    long stored() {
        return stored.sum();
    }

    long refused() {
        return refused.sum();
    }

    long told() {
        return told.sum();
    }

    long untold() {
        return untold.sum();
    }

    private Reply push(Request.Push push) {
        List<Sample> samples = new ArrayList<>();
        for (Request.Value value : push.values())
            if (value instanceof Request.Value.Good good) samples.add(good.sample());
        Optional<String> failure = store(samples);
        List<Optional<String>> refusals = new ArrayList<>();
        for (Request.Value value : push.values())
            refusals.add(value instanceof Request.Value.Bad bad ? Optional.of(cut(bad.reason())) : failure);
        refused.add(refusals.stream().filter(Optional::isPresent).count());
        stored.add(refusals.stream().filter(Optional::isEmpty).count());
        return new Reply.Pushed(refusals);
    }

    /** Why not, if not. */
    private Optional<String> store(List<Sample> samples) {
        if (samples.isEmpty()) return Optional.empty();
        try {
            spool.accept(samples);
            return Optional.empty();
        } catch (SpoolException e) {
            return Optional.of(cut(String.valueOf(e.getMessage())));
        }
    }

    private static String cut(String reason) {
        if (reason.length() <= LONGEST_REASON) return reason;
        int end = Character.isHighSurrogate(reason.charAt(LONGEST_REASON - 1)) ? LONGEST_REASON - 1 : LONGEST_REASON;
        return reason.substring(0, end);
    }
}
