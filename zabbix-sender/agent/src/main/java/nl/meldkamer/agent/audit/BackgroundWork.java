package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.agent.source.ReadOnlyConnection;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.bank.BankImport;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.report.Reporter;
import nl.meldkamer.audit.rule.Judge;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tail.CursorTable;
import nl.meldkamer.audit.tail.Documents;
import nl.meldkamer.audit.tail.Tail;

/**
 * What the daemon does with the audit store by itself, beside writing and sealing: it follows the app's tables, takes in what
 * the command and the bank left, compares, judges, and makes reports. Thread-safe.
 */
final class BackgroundWork {

    private static final Duration FORWARD_EVERY = Duration.ofMillis(500);

    /** The forwarder, the judge, the comparison with Zabbix, reports, and the bank's files: none waits for another. */
    private static final int KINDS = 5;

    /**
     * What all of it stands on.
     *
     * @param events what is appended to it is screened first
     * @param zone the site's
     */
    record Ground(
            AuditStore store, Doors doors, EventLog events, Quarantine quarantine, ZoneId zone, InstantSource clock) {}

    private final ScheduledExecutorService executor;
    private final EventForwarder forwarder;
    private final List<TailRun> tails;
    private final List<CompletenessRun> sweeps;
    private final Optional<ReconciliationRun> reconciliation;
    private final Optional<ReportRun> reports;
    private final Optional<BankInbox> bank;

    private BackgroundWork(
            AuditSettings settings,
            Ground ground,
            EventForwarder forwarder,
            Optional<ReconciliationRun> reconciliation) {
        this.forwarder = forwarder;
        this.reconciliation = reconciliation;
        executor = executor(KINDS + 2 * settings.tails().size());
        tails = settings.tails().stream()
                .map(tail -> new TailRun(tail.name(), tail(tail, ground)))
                .toList();
        sweeps = settings.tails().stream()
                .map(tail -> new CompletenessRun(
                        new Completeness(tail, ground.zone, ground.store, ground.doors), ground.clock))
                .toList();
        reports = settings.reports().map(each -> {
            Reporter reporter = new Reporter(
                    ground.store.as(Role.READER),
                    SigningKey.readPublic(settings.seal().publicKey()),
                    ground.clock);
            return new ReportRun(
                    each, reporter, new AppComparisons(sweeps), ground.zone, ground.clock.withZone(ground.zone));
        });
        bank = settings.bank().map(each -> {
            BankImport files = new BankImport(
                    ground.store.as(Role.WRITER), ground.doors, settings.stream(), ground.zone, ground.clock);
            return new BankInbox(each, files, ground.clock);
        });
    }

    static BackgroundWork start(
            AuditSettings settings,
            Ground ground,
            EventForwarder forwarder,
            Judge judge,
            Optional<ReconciliationRun> reconciliation) {
        BackgroundWork work = new BackgroundWork(settings, ground, forwarder, reconciliation);
        for (int i = 0; i < work.tails.size(); i++)
            work.tails.get(i).follow(work.executor, settings.tails().get(i).every());
        forwarder.follow(work.executor, FORWARD_EVERY);
        JudgeRun.follow(judge, work.executor);
        reconciliation.ifPresent(run -> run.follow(work.executor));
        work.sweeps.forEach(sweep -> sweep.follow(work.executor));
        work.reports.ifPresent(run -> run.follow(work.executor));
        work.bank.ifPresent(inbox -> inbox.follow(work.executor));
        return work;
    }

    private static Tail tail(TailSettings tail, Ground ground) {
        return new Tail(
                () -> ReadOnlyConnection.open(tail.database()),
                tail.tables(),
                new Documents(tail.stream(), tail.source(), ground.zone),
                tail.overlap(),
                ground.events,
                ground.quarantine,
                new CursorTable(ground.store),
                ground.clock);
    }

    private static ScheduledExecutorService executor(int threads) {
        return Executors.newScheduledThreadPool(threads, task -> {
            Thread thread = new Thread(task, "audit-work");
            thread.setDaemon(true);
            return thread;
        });
    }

    Comparisons comparisons() {
        return new Comparisons(sweeps);
    }

    Optional<BankInbox> bank() {
        return bank;
    }

    /** Attempts to make a scheduled report that failed; 0 where none is scheduled. */
    long reportFailures() {
        return reports.map(ReportRun::failed).orElse(0L);
    }

    /** Adds its figures to those of the service. */
    void tell(Map<String, String> figures) {
        reports.ifPresent(run -> {
            figures.put("audit.reports.made", Long.toString(run.made()));
            figures.put("audit.reports.failures", Long.toString(run.failed()));
        });
        reconciliation
                .map(ReconciliationRun::standing)
                .ifPresent(standing -> figures.put("audit.alerts.failures", Long.toString(standing.failures())));
        bank.ifPresent(inbox -> {
            figures.put("audit.bank.imported", Long.toString(inbox.imported()));
            figures.put("audit.bank.refused", Long.toString(inbox.refused()));
        });
        tails.forEach(
                tail -> figures.put("audit.tail." + tail.name() + ".troubles", Integer.toString(tail.troubles())));
    }

    /** Ends all of it; true when that was within the limit. */
    boolean close(Duration limit) {
        forwarder.close();
        executor.shutdownNow();
        try {
            boolean ended = executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) tails.forEach(TailRun::close);
            reconciliation.ifPresent(ReconciliationRun::close);
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
