package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Looks into the server's tables for live values, and keeps how long the slowest took from the spool to there. */
final class LiveWatch {

    private static final long LOOK_NANOS = 50_000_000;

    private final Ground ground;
    private final Map<Long, Long> waiting = new ConcurrentHashMap<>();
    private volatile boolean over;
    private long slowest;
    private int seen;
    private final Thread thread = new Thread(this::look, "live-watch");

    LiveWatch(Ground ground) {
        this.ground = ground;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @param line {@code live VALUE}, said when the spool has that value */
    void sent(String line) {
        waiting.put(Long.valueOf(line.substring("live ".length())), System.nanoTime());
    }

    /** Waits until the last one is there. */
    String end() throws InterruptedException {
        while (!waiting.isEmpty() && thread.isAlive()) LockSupport.parkNanos(LOOK_NANOS);
        stop();
        thread.join();
        return "of " + seen + " live values the slowest was in the server's table after " + slowest / 1_000_000
                + " ms; " + waiting.size() + " never";
    }

    void stop() {
        over = true;
    }

    private void look() {
        while (!over) {
            try {
                take(ground.live());
            } catch (IOException unreachable) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void take(Set<Long> there) {
        long now = System.nanoTime();
        for (Long value : there) {
            Long sent = waiting.remove(value);
            if (sent == null) continue;
            slowest = Math.max(slowest, now - sent);
            seen++;
        }
    }
}
