package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.audit.retention.IllegalPolicyException;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.FindingTable;
import nl.meldkamer.audit.rule.OpenFindings;
import nl.meldkamer.audit.rule.Rule;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.tail.Sweep;
import org.jdbi.v3.core.JdbiException;

/** The figures of the audit store's own items. */
final class StoreStatus implements AuditStatus {

    private static final Duration STALE = CompletenessRun.EVERY.multipliedBy(3);
    private static final Duration LATE = Duration.ofMinutes(10);

    private final AuditStore store;
    private final Proofs proofs;
    private final Writer writer;
    private final EventSpool spool;
    private final List<CompletenessRun> sweeps;
    private final ComplianceFigures figures;
    private final List<Rule> rules;
    private final AlertStanding alerts;
    private final InstantSource clock;

    StoreStatus(
            AuditStore store,
            Proofs proofs,
            Writer writer,
            EventSpool spool,
            List<CompletenessRun> sweeps,
            ComplianceFigures figures,
            List<Rule> rules,
            AlertStanding alerts,
            InstantSource clock) {
        this.store = store;
        this.proofs = proofs;
        this.writer = writer;
        this.spool = spool;
        this.sweeps = sweeps;
        this.figures = figures;
        this.rules = rules;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public List<Stream> streams() {
        return asked(proofs::streams);
    }

    @Override
    public Store store() {
        return asked(() -> new Store(
                quarantined(),
                store.partitions().eventsOutside(),
                writer.statistics().waiting(),
                spooled(),
                proofs.failedAttempts()));
    }

    @Override
    public Completeness completeness() {
        Map<String, Expected> byProcess = new TreeMap<>();
        long unread = 0;
        for (CompletenessRun sweep : sweeps) {
            Sweep.Result result = fresh(sweep);
            unread += result.unread().size();
            for (Sweep.Share share : result.shares())
                byProcess.merge(
                        share.process(),
                        new Expected(share.process(), share.expected(), share.recorded()),
                        StoreStatus::sum);
        }
        return new Completeness(List.copyOf(byProcess.values()), unread);
    }

    private static Expected sum(Expected one, Expected other) {
        return new Expected(one.process(), one.expected() + other.expected(), one.recorded() + other.recorded());
    }

    private Sweep.Result fresh(CompletenessRun sweep) {
        CompletenessRun.Swept swept = sweep.last()
                .orElseThrow(() -> new IllegalStateException("the app's tables have not been compared yet"));
        if (swept.at().plus(STALE).isBefore(clock.instant()))
            throw new IllegalStateException("the app's tables were last compared at " + swept.at());
        return swept.result();
    }

    @Override
    public ComplianceFigures.Figures compliance() {
        ComplianceFigures.Figures now = figures.now()
                .orElseThrow(() -> new IllegalStateException("the events have not all been read since the start"));
        if (now.counted().plus(LATE).isBefore(clock.instant()))
            throw new IllegalStateException("new events were last read at " + now.counted());
        return now;
    }

    @Override
    public Alerts alerts() {
        compliance();
        return alerts.now();
    }

    @Override
    public List<AlertTimes> alertTimes() {
        compliance();
        return alerts.times();
    }

    @Override
    public List<OpenFindings> findings() {
        return asked(() -> store.as(Role.READER)
                .inTransaction(transaction -> FindingTable.open(transaction, rules, clock.instant())));
    }

    @Override
    public Retention.Status retention() {
        try {
            return new Retention(store.as(Role.READER), clock).status();
        } catch (IllegalPolicyException | JdbiException e) {
            throw new IllegalStateException("the state of retention can't be told", e);
        }
    }

    /** A database's own message may hold what stands in a row. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JdbiException e) {
            throw new IllegalStateException("the audit store's database does not answer", e);
        }
    }

    private long quarantined() {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.quarantine WHERE settled IS NULL")
                        .mapTo(Long.class)
                        .one());
    }

    private long spooled() {
        try {
            return spool.size();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the spool of events can't be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
