package nl.meldkamer.agent.audit;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.meldkamer.agent.config.AuditSettings.AlertSettings;
import nl.meldkamer.agent.zabbix.AlertHistory;
import nl.meldkamer.agent.zabbix.Api;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.alert.Actors;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.tail.CursorTable;
import nl.meldkamer.audit.tail.RecordedEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the record with Zabbix again and again, and remembers how that went. Thread-safe. */
final class ReconciliationRun implements Runnable, Closeable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** The webhook waits for it. */
    private static final Duration QUICK = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(ReconciliationRun.class);

    /**
     * How it goes, since the start.
     *
     * @param brought events that no webhook had told of
     * @param failures looks that failed
     * @param last when one last succeeded; empty before the first
     */
    record Standing(long brought, long failures, Optional<Instant> last) {}

    private final AlertSettings settings;
    private final Api api;
    private final Api quick;
    private final Reconciliation reconciliation;
    private final InstantSource clock;
    private final AtomicLong brought = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile Optional<Instant> last = Optional.empty();
    private boolean failed;

    private ReconciliationRun(
            AlertSettings settings, Api api, Api quick, Reconciliation reconciliation, InstantSource clock) {
        this.settings = settings;
        this.api = api;
        this.quick = quick;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    /** @param alerts that what the webhook tells goes through too */
    static ReconciliationRun of(
            AlertSettings settings, AuditStore store, EventLog alerts, ComplianceFigures figures, InstantSource clock) {
        Api api = api(settings, TIME_LIMIT);
        Reconciliation reconciliation = new Reconciliation(
                settings,
                new AlertHistory(api, settings.zabbix(), settings.host()),
                alerts,
                new RecordedEvents(store),
                new CursorTable(store),
                figures,
                clock);
        return new ReconciliationRun(settings, api, api(settings, QUICK), reconciliation, clock);
    }

    private static Api api(AlertSettings settings, Duration timeLimit) {
        return new Api(settings.api().url(), settings.api().token().reveal(), timeLimit);
    }

    void follow(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(this, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who knows more of people than a webhook is told. */
    Actors actors() {
        return new AlertHistory(quick, settings.zabbix(), settings.host());
    }

    Standing standing() {
        return new Standing(brought.get(), failures.get(), last);
    }

    @Override
    public void run() {
        try {
            long now = reconciliation.look();
            brought.addAndGet(now);
            last = Optional.of(clock.instant());
            if (now > 0) log.info("alerts of Zabbix: {} events that no webhook had told of were recorded", now);
            failed = false;
        } catch (RuntimeException e) {
            // The schedule would end with it.
            failures.incrementAndGet();
            if (!failed) log.warn("alerts of Zabbix are not compared with the record: {}", reason(e));
            failed = true;
        }
    }

    /** A message of another may hold what stands in a row. */
    private static String reason(RuntimeException e) {
        return e instanceof AuditException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        api.close();
        quick.close();
    }
}
