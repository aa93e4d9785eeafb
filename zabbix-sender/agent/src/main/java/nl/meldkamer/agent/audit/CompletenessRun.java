package nl.meldkamer.agent.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.tail.Sweep;
import nl.meldkamer.audit.tail.TableReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps again and again over the last days of a tail's tables, and remembers what came out. Thread-safe. */
final class CompletenessRun implements Runnable {

    /** The days that a sweep looks at: more than a month. {@code audit completeness} looks further back. */
    static final Duration WINDOW = Duration.ofDays(35);

    /** So many sweeps may fail before what the last one found is too old to be told. */
    private static final int FAILURES = 3;

    /** Time for the tail to read what it has missed while nothing ran. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(CompletenessRun.class);

    /** What a sweep found, and when it began. */
    record Swept(Instant at, Sweep.Result result) {}

    private final Completeness completeness;
    private final InstantSource clock;
    private final Freshness freshness;
    private volatile Optional<Swept> last = Optional.empty();

    CompletenessRun(Completeness completeness, InstantSource clock) {
        this.completeness = completeness;
        this.clock = clock;
        this.freshness = new Freshness(clock, every().multipliedBy(FAILURES).plus(FIRST));
    }

    void follow(ScheduledExecutorService executor) {
        long first = Math.min(FIRST.toMillis(), every().toMillis());
        var unused = executor.scheduleWithFixedDelay(this, first, every().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The time from the end of a sweep to the next. */
    Duration every() {
        return completeness.tail().compareEvery();
    }

    /** What the last sweep found, however long ago; empty when there was none yet. */
    Optional<Swept> latest() {
        return last;
    }

    /**
     * What the last sweep found; empty when there was none yet.
     *
     * @throws nl.meldkamer.agent.source.AuditStatus.StaleException if it is too long since one succeeded
     */
    Optional<Swept> last() {
        Optional<Swept> found = last;
        freshness.require(found.map(Swept::at), "the app's tables have not been compared");
        return found;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        String name = completeness.tail().name();
        try {
            LocalDateTime since = LocalDateTime.ofInstant(now.minus(WINDOW), completeness.zone());
            Sweep.Result result = completeness.sweep(since, clock, Sweep.nowhere());
            last = Optional.of(new Swept(now, result));
            tell(name, result);
        } catch (SQLException e) {
            log.warn(
                    "audit completeness of tail {}: the app's database can't be reached, state {}",
                    name,
                    e.getSQLState());
        } catch (RuntimeException e) {
            // The schedule would end with it.
            log.warn(
                    "audit completeness of tail {}: the store does not answer ({})",
                    name,
                    e.getClass().getSimpleName());
        }
    }

    private static void tell(String name, Sweep.Result result) {
        for (TableReport table : result.unread())
            log.warn("audit completeness of tail {}: {} was not read: {}", name, table.document(), table.trouble());
        if (result.missingInAll() > 0)
            log.warn(
                    "audit completeness of tail {}: {} events are missing; meldkamer audit completeness names them",
                    name,
                    result.missingInAll());
    }
}
