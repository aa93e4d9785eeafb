package nl.meldkamer.e2e.fault;

import java.time.Duration;

/** The producer's clock is set to and fro while it works; the spool's is the same. */
final class ChangedClock implements Fault {

    private static final Duration FARTHEST = Duration.ofHours(12);

    @Override
    public void happen(Round round) throws Exception {
        round.clockJumpsBy(FARTHEST);
        ProducerProcess producer = round.produce();
        round.awaitWork();
        round.pause(Duration.ofSeconds(3), Duration.ofSeconds(5));
        producer.drain(Round.PATIENCE);
    }
}
