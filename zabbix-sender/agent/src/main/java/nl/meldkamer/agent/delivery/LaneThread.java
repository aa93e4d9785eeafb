package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps through a lane until told to finish. */
final class LaneThread {

    private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

    /** What {@link #standstill()} says of a thread that is no more. */
    private static final Duration ENDED = Duration.ofDays(365);

    private final Lane lane;
    private final Thread thread;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean resting;
    private volatile OptionalLong deadline = OptionalLong.empty();

    LaneThread(Lane lane, String name) {
        this.lane = lane;
        thread = new Thread(this::run, "delivery-" + name);
    }

    void start() {
        thread.start();
    }

    /** There may be something to do. */
    void wake() {
        if (news.availablePermits() == 0) news.release();
    }

    long held() {
        return lane.held();
    }

    /** How long it has been in one step, which sends one packet; zero while there is none to send. */
    Duration standstill() {
        if (!thread.isAlive()) return ENDED;
        return resting ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - lane.lastProgress()));
    }

    /** Goes on while there is something to send and time left. */
    void finish(long nanoTime) {
        deadline = OptionalLong.of(nanoTime);
        wake();
    }

    /** Breaks off a send that does not come back in time; false if even then it does not end. */
    boolean awaitEnd(long nanoTime) {
        try {
            thread.join(
                    Math.max(1, Duration.ofNanos(nanoTime - System.nanoTime()).toMillis()));
            if (!thread.isAlive()) return true;
            thread.interrupt();
            thread.join(1000);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (goesOn(lane.step())) news.drainPermits();
            lane.settle();
        } catch (RuntimeException e) {
            log.warn("what was last acknowledged may be sent again after the next start", e);
        } finally {
            lane.close();
        }
    }

    private boolean goesOn(Duration rest) {
        OptionalLong end = deadline;
        if (end.isPresent()) return rest.isZero() && end.getAsLong() - System.nanoTime() > 0;
        return rest.isZero() || pause(rest);
    }

    private boolean pause(Duration rest) {
        resting = true;
        try {
            boolean woken = news.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
            log.trace("on after {}", woken ? "news" : "a rest");
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lane.progressed();
            resting = false;
        }
    }
}
