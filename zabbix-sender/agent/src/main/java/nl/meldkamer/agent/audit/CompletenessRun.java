package nl.meldkamer.agent.audit;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.tail.Sweep;
import nl.meldkamer.audit.tail.TableReport;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps over the last days of a tail's tables each hour, and remembers what came out. */
final class CompletenessRun implements Runnable {

    /** The days that a sweep looks at: more than a month. {@code audit completeness} looks further back. */
    static final Duration WINDOW = Duration.ofDays(35);

    static final Duration EVERY = Duration.ofHours(1);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(CompletenessRun.class);

    /** What a sweep found, and when it began. */
    record Swept(Instant at, Sweep.Result result) {}

    private final Completeness completeness;
    private final Clock clock;
    private volatile Optional<Swept> last = Optional.empty();

    CompletenessRun(Completeness completeness, Clock clock) {
        this.completeness = completeness;
        this.clock = clock;
    }

    void follow(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(this, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last sweep that was made; empty when there was none yet. */
    Optional<Swept> last() {
        return last;
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
        } catch (JdbiException | IllegalStateException e) {
            log.warn("audit completeness of tail {}: the store does not answer", name);
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
