package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.meldkamer.agent.config.ReportSettings;
import nl.meldkamer.audit.report.GoneException;
import nl.meldkamer.audit.report.Period;
import nl.meldkamer.audit.report.Report;
import nl.meldkamer.audit.report.ReportFormat;
import nl.meldkamer.audit.report.ReportKind;
import nl.meldkamer.audit.report.Reporter;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes reports at their times, each once: of the last periods that are over, those that are not there yet. So what was missed
 * while the daemon was down is made when it starts. A report that can't be made is tried again each minute.
 */
final class ReportRun implements Runnable {

    /** Of a daemon that was down for longer the rest is made by the command. */
    static final int MOST_MISSED = 14;

    private static final Set<ReportKind> NEED_THE_APP = Set.of(ReportKind.COMPLIANCE, ReportKind.KPI);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(ReportRun.class);

    private final ReportSettings settings;
    private final Reporter reporter;
    private final AppComparisons app;
    private final ZoneId zone;
    private final Clock clock;

    /** When each is to be looked at; those that are not in it, at once. */
    private final Map<ReportKind, LocalDateTime> due = new EnumMap<>(ReportKind.class);

    private final AtomicLong made = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    ReportRun(ReportSettings settings, Reporter reporter, AppComparisons app, ZoneId zone, Clock clock) {
        this.settings = settings;
        this.reporter = reporter;
        this.app = app;
        this.zone = zone;
        this.clock = clock;
    }

    void follow(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(this, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    long made() {
        return made.get();
    }

    /** Attempts that failed. */
    long failed() {
        return failed.get();
    }

    @Override
    public void run() {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
        settings.when().forEach((kind, cron) -> {
            if (due.getOrDefault(kind, now).isAfter(now)) return;
            if (makeMissing(kind, now.toLocalDate()))
                due.put(kind, cron.next(now).orElse(LocalDateTime.MAX));
        });
    }

    /** False when something is to be tried again. */
    private boolean makeMissing(ReportKind kind, LocalDate today) {
        boolean done = true;
        try {
            Optional<Instant> begin = reporter.begin();
            for (Period period : periods(kind, today))
                if (begin.isPresent() && begin.get().isBefore(period.end())) done &= make(kind, period);
        } catch (JdbiException | IllegalStateException e) {
            failed.incrementAndGet();
            log.warn(
                    "audit report {} could not be made, and is tried again: {}",
                    kind.word(),
                    e.getClass().getSimpleName());
            return false;
        }
        return done;
    }

    /** The oldest first. */
    private List<Period> periods(ReportKind kind, LocalDate today) {
        List<Period> periods = new ArrayList<>();
        Period period = kind.periodOf(today, zone);
        for (int i = 0; i < MOST_MISSED; i++) {
            period = kind.before(period);
            periods.add(period);
        }
        Collections.reverse(periods);
        return periods;
    }

    private boolean make(ReportKind kind, Period period) {
        List<ReportFormat> missing = settings.formats().stream()
                .filter(format -> !Files.exists(file(kind, period, format)))
                .toList();
        if (missing.isEmpty()) return true;
        if (NEED_THE_APP.contains(kind) && app.isComing(period, clock.instant())) return false;
        try {
            Report report = reporter.report(new Reporter.Order(kind, period, app.of(period), true));
            if (!report.finished()) return false;
            for (ReportFormat format : missing) ReportFile.write(file(kind, period, format), format.write(report));
            made.incrementAndGet();
            log.info("audit report {} is in {}", kind.fileName(period), settings.directory());
            if (!report.isValid())
                log.error("audit report {} says that the record is not what was signed", kind.fileName(period));
            return true;
        } catch (GoneException e) {
            return true;
        } catch (IOException e) {
            failed.incrementAndGet();
            log.warn(
                    "audit report {} could not be written to {}, and is tried again: {}",
                    kind.fileName(period),
                    settings.directory(),
                    e.toString());
            return false;
        }
    }

    private Path file(ReportKind kind, Period period, ReportFormat format) {
        return settings.directory().resolve(kind.fileName(period) + "." + format.word());
    }
}
