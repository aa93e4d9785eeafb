package nl.meldkamer.e2e;

import java.time.Duration;

/** A moment until which something is waited for. */
final class Deadline {

    private static final Duration STEP = Duration.ofMillis(50);

    private final long end;

    private Deadline(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    static Deadline in(Duration patience) {
        return new Deadline(patience);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Waits a little; throws {@link IllegalStateException} when the thread is told to stop. */
    void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to stop while waiting", interrupted);
        }
    }
}
