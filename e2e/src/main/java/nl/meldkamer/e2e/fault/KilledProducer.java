package nl.meldkamer.e2e.fault;

import java.time.Duration;

/** The producer is killed, a few times in a row, and each time another one takes over its spool. */
final class KilledProducer implements Fault {

    private static final int MOST_KILLS = 3;

    @Override
    public void happen(Round round) throws Exception {
        int kills = round.random().nextInt(1, MOST_KILLS + 1);
        for (int kill = 0; kill < kills; kill++) {
            ProducerProcess producer = round.produce();
            boolean starting = kill > 0 && round.random().nextInt(4) == 0;
            if (!starting) round.awaitWork();
            round.pause(Duration.ZERO, Duration.ofSeconds(starting ? 1 : 2));
            producer.kill();
        }
        round.note(kills + " kills");
        round.produce().drain(Round.PATIENCE);
    }
}
