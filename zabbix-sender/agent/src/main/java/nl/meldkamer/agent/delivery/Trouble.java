package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import nl.meldkamer.sender.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when the samples of a host no longer come through to a destination, again every hour that it lasts, and
 * when they do again. Thread-safe.
 */
final class Trouble {

    static final Duration REMINDER = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    /** Both are of the monotonic clock. */
    private record Told(long since, long last) {}

    private final String destination;
    private final LongSupplier nanoTime;
    private final Map<String, Told> hosts = new ConcurrentHashMap<>();

    Trouble(String destination, LongSupplier nanoTime) {
        this.destination = destination;
        this.nanoTime = nanoTime;
    }

    void began(String host, Outcome why) {
        hosts.compute(host, (name, told) -> tell(name, told == null ? new Told(now(), never()) : told, why));
    }

    void isOver(String host) {
        Told told = hosts.remove(host);
        if (told != null) log.info("{} takes the samples of host {} again, after {}", destination, host, lasting(told));
    }

    /** How many hosts have samples that do not come through. */
    long hosts() {
        return hosts.size();
    }

    private Told tell(String host, Told told, Outcome why) {
        if (now() - told.last() < REMINDER.toNanos()) return told;
        log.warn(
                "samples of host {} wait, for {} so far: {} did not take them: {}",
                host,
                lasting(told),
                destination,
                why);
        return new Told(told.since(), now());
    }

    private Duration lasting(Told told) {
        return Duration.ofSeconds(Duration.ofNanos(now() - told.since()).toSeconds());
    }

    private long never() {
        return now() - REMINDER.toNanos();
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
