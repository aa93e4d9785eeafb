package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import nl.meldkamer.agent.delivery.RejectionReasons.Finding;
import nl.meldkamer.agent.spool.LaneReader;
import nl.meldkamer.agent.spool.Outbox;
import nl.meldkamer.agent.spool.SpooledSample;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sequence of packets to one destination, a step at a time. Every packet is settled before the next one goes: its
 * samples were accepted and are acknowledged, or given up and buried, or stay in the spool and are read again later. Not
 * thread-safe, save {@link #held()} and {@link #lastProgress()}.
 */
final class Lane implements AutoCloseable {

    static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final String DAMAGED = "the spool's disk returned something else than was written";

    private final Outbox outbox;
    private final Sender sender;
    private final RejectionReasons reasons;
    private final DeliverySettings settings;
    private final DeliveryCounters counters;
    private final Trouble trouble;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final LaneReader reader;
    private final Holds holds;
    private final LaneQueue queue;
    private final BatchSize batchSize;
    private final List<CompletableFuture<?>> unsettled = new ArrayList<>();
    private int failuresInARow;
    private long restUntil;
    private volatile long held;
    private volatile long lastProgress;

    /** What all lanes to a destination share. */
    record Common(
            Outbox outbox,
            Sender sender,
            RejectionReasons reasons,
            DeliverySettings settings,
            DeliveryCounters counters,
            Trouble trouble,
            LongSupplier nanoTime,
            RandomGenerator random) {}

    Lane(Common common, int number) {
        outbox = common.outbox();
        sender = common.sender();
        reasons = common.reasons();
        settings = common.settings();
        counters = common.counters();
        trouble = common.trouble();
        nanoTime = common.nanoTime();
        random = common.random();
        reader = outbox.lane(number, settings.lanes());
        holds = new Holds(settings, random);
        String name = number + "/" + settings.lanes();
        queue = new LaneQueue(outbox, reader, name, settings.readAhead(), holds, new Settlement());
        batchSize = new BatchSize(settings.firstBatch(), settings.largestBatch());
        restUntil = nanoTime.getAsLong();
        lastProgress = restUntil;
    }

    /** Sends one packet, with all that follows from its outcome; how long there is nothing to do then. */
    Duration step() {
        progressed();
        try {
            return tryStep();
        } catch (RuntimeException e) {
            log.error("delivery to {} failed, and goes on", outbox.destination(), e);
            unsettled.clear();
            queue.goBackTo(0);
            failed();
            return LONGEST_REST;
        }
    }

    /** How many items wait after a rejection. */
    long held() {
        return held;
    }

    /** It began a step, had the answer to a packet, or has rested. */
    void progressed() {
        lastProgress = nanoTime.getAsLong();
    }

    /** When that was last, by its own clock. */
    long lastProgress() {
        return lastProgress;
    }

    /** Waits until the spool knows everything that was acknowledged. */
    void settle() {
        unsettled.forEach(CompletableFuture::join);
        unsettled.clear();
    }

    @Override
    public void close() {
        reader.close();
    }

    private Duration tryStep() {
        long now = nanoTime.getAsLong();
        OptionalLong first = holds.release(now);
        if (first.isPresent()) queue.goBackTo(first.getAsLong() - 1);
        if (restUntil - now > 0) return Duration.ofNanos(restUntil - now);
        Optional<Batch> batch = queue.next(batchSize.get());
        if (batch.isEmpty()) return holds.untilNext(now, LONGEST_REST);
        deliver(batch.get());
        held = holds.heldItems();
        return Duration.ZERO;
    }

    private void deliver(Batch batch) {
        if (holds.isHostInDoubt(batch.host()))
            counters.resent.add(batch.samples().size());
        Outcome outcome = send(batch);
        if (outcome instanceof Outcome.PartlyRejected && batch.session().isPresent()) {
            // Under a session a value that was taken before counts as failed: only without one is it the truth.
            outcome = sendAgain(batch.samples());
        }
        Findings findings = new Findings();
        Optional<Outcome> failure = new Bisection(this::sendAgain, findings).run(batch.samples(), outcome);
        failure.ifPresentOrElse(why -> failed(batch, why), () -> answered(batch));
    }

    private Outcome sendAgain(List<SpooledSample> samples) {
        counters.resent.add(samples.size());
        return send(Batch.withoutSession(samples));
    }

    private Outcome send(Batch batch) {
        Outcome outcome = sender.send(batch.packet());
        progressed();
        if (outcome instanceof Outcome.Accepted all
                && all.total() != batch.samples().size())
            return new Outcome.Unknown(
                    "accepted " + all.total() + " of " + batch.samples().size());
        return outcome;
    }

    private void answered(Batch batch) {
        holds.hostAnswered(batch.host());
        trouble.isOver(batch.host());
        failuresInARow = 0;
        batchSize.grow();
    }

    private void failed(Batch batch, Outcome why) {
        count(why);
        trouble.began(batch.host(), why);
        if (!(why instanceof Outcome.NotSent)) batchSize.shrink();
        holds.hostFailed(batch.host(), batch.firstId(), nanoTime.getAsLong());
        failed();
    }

    /** Another host may fare better, so the lane itself rests only from the second failure in a row. */
    private void failed() {
        failuresInARow++;
        if (failuresInARow < 2) return;
        Duration rest = settings.retry().after(failuresInARow - 1, random);
        restUntil = nanoTime.getAsLong() + rest.toNanos();
    }

    private void count(Outcome failure) {
        if (failure instanceof Outcome.Unknown) counters.unknown.increment();
        else if (failure instanceof Outcome.Refused) counters.refused.increment();
        else counters.notSent.increment();
    }

    private static List<Long> ids(List<SpooledSample> samples) {
        return samples.stream().map(SpooledSample::id).toList();
    }

    private void bury(List<SpooledSample> samples, String reason) {
        unsettled.add(outbox.bury(ids(samples), reason));
        counters.dead.add(samples.size());
    }

    /** Of one item, which the trapper has rejected for long enough. */
    private void giveUp(List<SpooledSample> samples) {
        List<Finding> findings =
                reasons.of(samples.stream().map(SpooledSample::sample).toList());
        Map<Finding, List<SpooledSample>> byFinding = new LinkedHashMap<>();
        for (int i = 0; i < samples.size(); i++)
            byFinding.computeIfAbsent(findings.get(i), any -> new ArrayList<>()).add(samples.get(i));
        byFinding.forEach((finding, found) -> {
            if (finding instanceof Finding.Rejected rejected) bury(found, rejected.reason());
            else pushed(found);
        });
    }

    private void pushed(List<SpooledSample> samples) {
        unsettled.add(outbox.ack(ids(samples)));
        counters.accepted.add(samples.size());
        counters.pushed.add(samples.size());
    }

    private final class Findings implements Bisection.Findings {

        @Override
        public void accepted(List<SpooledSample> samples) {
            unsettled.add(outbox.ack(ids(samples)));
            counters.accepted.add(samples.size());
            samples.forEach(row -> holds.itemAccepted(row.sample()));
        }

        @Override
        public void rejected(List<SpooledSample> samples) {
            counters.rejected.add(samples.size());
            SpooledSample first = samples.get(0);
            if (!holds.itemRejected(first, nanoTime.getAsLong())) giveUp(samples);
        }

        @Override
        public void undecided(List<SpooledSample> samples) {
            holds.readAgain(samples.get(0), nanoTime.getAsLong());
        }
    }

    private final class Settlement implements LaneQueue.Losses {

        @Override
        public void settle() {
            Lane.this.settle();
        }

        @Override
        public void damaged(List<SpooledSample> samples) {
            bury(samples, DAMAGED);
        }
    }
}
