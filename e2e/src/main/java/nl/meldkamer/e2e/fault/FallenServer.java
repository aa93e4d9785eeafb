package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.time.Duration;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** A server is stopped in order or killed, and is back a little later; what lies behind it stays up. */
final class FallenServer implements Fault {

    private static final int MOST_FALLS = 2;

    private final Action stop;
    private final Action kill;
    private final Action start;

    /** What is done to it. */
    @FunctionalInterface
    interface Action {
        void on(ZabbixUnderFire zabbix) throws IOException;
    }

    FallenServer(Action stop, Action kill, Action start) {
        this.stop = stop;
        this.kill = kill;
        this.start = start;
    }

    @Override
    public void happen(Round round) throws Exception {
        ProducerProcess producer = round.produce();
        round.awaitWork();
        int falls = round.random().nextInt(1, MOST_FALLS + 1);
        for (int fall = 0; fall < falls; fall++) {
            round.pause(Duration.ofSeconds(2), Duration.ofSeconds(5));
            fall(round);
        }
        round.pause(Duration.ofSeconds(1), Duration.ofSeconds(2));
        producer.drain(Round.PATIENCE);
    }

    private void fall(Round round) throws Exception {
        boolean killed = round.random().nextInt(3) > 0;
        try {
            (killed ? kill : stop).on(round.zabbix());
            round.pause(Duration.ZERO, Duration.ofSeconds(2));
        } finally {
            start.on(round.zabbix());
        }
        round.note(killed ? "killed" : "restarted");
    }
}
