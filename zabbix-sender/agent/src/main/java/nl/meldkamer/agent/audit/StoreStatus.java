package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
import org.jdbi.v3.core.JdbiException;

/** The figures of the audit store's own items. */
final class StoreStatus implements AuditStatus {

    /** The events are read every few seconds, and all of a large store once, at the start. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private final AuditStore store;
    private final Proofs proofs;
    private final Writer writer;
    private final EventSpool spool;
    private final BackgroundWork work;
    private final ComplianceFigures figures;
    private final List<Rule> rules;
    private final AlertStanding alerts;
    private final InstantSource clock;
    private final Freshness counting;

    StoreStatus(
            AuditStore store,
            Proofs proofs,
            Writer writer,
            EventSpool spool,
            BackgroundWork work,
            ComplianceFigures figures,
            List<Rule> rules,
            AlertStanding alerts,
            InstantSource clock) {
        this.store = store;
        this.proofs = proofs;
        this.writer = writer;
        this.spool = spool;
        this.work = work;
        this.figures = figures;
        this.rules = List.copyOf(rules);
        this.alerts = alerts;
        this.clock = clock;
        this.counting = new Freshness(clock, LATE);
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
                proofs.failedAttempts(),
                work.reportFailures()));
    }

    @Override
    public boolean comparesTables() {
        return work.comparisons().areMade();
    }

    @Override
    public Optional<Completeness> completeness() {
        return work.comparisons().last();
    }

    @Override
    public Optional<ComplianceFigures.Figures> compliance() {
        Optional<ComplianceFigures.Figures> now = figures.now();
        counting.require(now.map(ComplianceFigures.Figures::counted), "new events have not been read");
        return now;
    }

    @Override
    public Optional<Alerts> alerts() {
        return compliance().map(counted -> alerts.now());
    }

    @Override
    public List<AlertTimes> alertTimes() {
        return compliance().map(counted -> alerts.times()).orElseGet(List::of);
    }

    @Override
    public Optional<Bank> bank() {
        return work.bank().map(BankInbox::files);
    }

    @Override
    public List<OpenFindings> findings() {
        return asked(() -> store.as(Role.READER)
                .inTransaction(transaction -> new FindingTable(transaction).openByRule(rules, clock.instant())));
    }

    @Override
    public Retention.Status retention() {
        try {
            // A store without a policy takes the legal minimum for its first, which a reader may not write.
            return new Retention(store.as(Role.RETENTION), clock).status();
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
