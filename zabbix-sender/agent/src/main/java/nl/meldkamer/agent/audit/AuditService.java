package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.alert.OncePerAlert;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.IngestServer;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.privacy.KeyRing;
import nl.meldkamer.audit.privacy.PersonalVault;
import nl.meldkamer.audit.privacy.ScreenedLog;
import nl.meldkamer.audit.privacy.ScreenedQuarantine;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.Judge;
import nl.meldkamer.audit.rule.Limits;
import nl.meldkamer.audit.rule.Rule;
import nl.meldkamer.audit.rule.SeedRules;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.QuarantineTable;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.store.WriterStatistics;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit store, what seals it and writes into it, and the ways in. Starts in that order, and ends in the other. Thread-safe. */
public final class AuditService {

    /** As a producer, and the source of its events. */
    static final String NAME = "meldkamer";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(AuditService.class);

    private final AuditStore store;
    private final Proofs proofs;
    private final Writer writer;
    private final Optional<IngestServer> server;
    private final BackgroundWork work;
    private final AuditStatus status;

    private AuditService(
            AuditStore store,
            Proofs proofs,
            Writer writer,
            Optional<IngestServer> server,
            BackgroundWork work,
            AuditStatus status) {
        this.store = store;
        this.proofs = proofs;
        this.writer = writer;
        this.server = server;
        this.work = work;
        this.status = status;
    }

    /**
     * Opens everything.
     *
     * @param spool where the command leaves its events
     * @param owner who writes, as another daemon on the same store is told
     * @throws AuditException if the store or the address can't be opened, or the store is older than what was witnessed of
     *     it; nothing is left open
     */
    public static AuditService start(
            AuditSettings settings, EventSpool spool, String owner, ZoneId zone, InstantSource clock) {
        KeyRing keys = WrappingKeys.open(settings);
        AuditStore store = open(settings);
        store.warnings().forEach(warning -> log.warn("audit store: {}", warning));
        Proofs proofs = prove(store, settings, clock);
        SecureRandom random = new SecureRandom();
        DataKeys dataKeys = new DataKeys(keys, random, clock);
        Writer writer = Writer.start(store, WriterSettings.of(owner), new PersonalVault(dataKeys, random), clock);
        Doors doors = new Doors(store.as(Role.WRITER), dataKeys);
        EventLog screened = new ScreenedLog(writer, doors);
        Quarantine quarantine = new ScreenedQuarantine(new QuarantineTable(store), screened, settings.stream(), clock);
        EventForwarder forwarder = new EventForwarder(spool, producer(settings, zone), screened, quarantine);
        ComplianceFigures figures = new ComplianceFigures(clock);
        OncePerAlert once = new OncePerAlert(screened, store);
        Optional<ReconciliationRun> reconciliation =
                settings.alerts().map(alerts -> ReconciliationRun.of(alerts, store, once, figures, clock));
        ZabbixForm zabbix =
                reconciliation.map(run -> new ZabbixForm(run.actors())).orElseGet(ZabbixForm::new);
        Optional<IngestServer> server = Optional.empty();
        try {
            server = listen(settings, store, proofs, once, zabbix, quarantine, clock);
            Limits limits = Limits.standard(zone);
            List<Rule> rules = new SeedRules(limits).all();
            BackgroundWork work = BackgroundWork.start(
                    settings,
                    new BackgroundWork.Ground(store, doors, screened, quarantine, zone, clock),
                    forwarder,
                    new Judge(store, rules, figures, clock),
                    reconciliation);
            return new AuditService(
                    store,
                    proofs,
                    writer,
                    server,
                    work,
                    new StoreStatus(
                            store,
                            proofs,
                            writer,
                            spool,
                            work,
                            figures,
                            rules,
                            new AlertStanding(figures, reconciliation, limits.acknowledgement(), clock),
                            clock));
        } catch (IOException e) {
            abandon(server, writer, proofs, store);
            throw new AuditException(
                    "the audit store can't listen on "
                            + settings.listen().map(Address::toString).orElse("") + ": " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            abandon(server, writer, proofs, store);
            throw e;
        }
    }

    /** Closes what was opened before something failed. */
    private static void abandon(Optional<IngestServer> server, Writer writer, Proofs proofs, AuditStore store) {
        server.ifPresent(http -> http.close(PATIENCE));
        writer.close(PATIENCE);
        proofs.close(PATIENCE);
        closeStore(store);
    }

    private static Proofs prove(AuditStore store, AuditSettings settings, InstantSource clock) {
        try {
            return Proofs.start(store, settings.seal(), clock.withZone(ZoneOffset.UTC));
        } catch (RuntimeException e) {
            closeStore(store);
            throw e;
        }
    }

    /** The command and the daemon themselves, as a producer. */
    static Producer producer(AuditSettings settings, ZoneId zone) {
        Credential none = new Credential.BearerToken(UUID.randomUUID().toString());
        return new Producer(NAME, settings.stream(), NAME, none, zone, Integer.MAX_VALUE);
    }

    static AuditStore open(AuditSettings settings) {
        try {
            return AuditStore.open(settings.store());
        } catch (StoreException e) {
            throw new AuditException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<IngestServer> listen(
            AuditSettings settings,
            AuditStore store,
            Proofs proofs,
            EventLog events,
            ZabbixForm zabbix,
            Quarantine quarantine,
            InstantSource clock)
            throws IOException {
        if (settings.listen().isEmpty()) return Optional.empty();
        Address at = settings.listen().get();
        IngestServer server = IngestServer.open(
                new InetSocketAddress(at.host(), at.port()),
                settings.tls(),
                settings.producers(),
                Map.of("/v1/frappe", new FrappeForm(Declarations.builtIn("verenigingen")), "/v1/zabbix", zabbix),
                settings.limits(),
                events,
                quarantine,
                () -> answers(store),
                proofs.receipts(),
                clock);
        log.info("audit events come in on {}://{}", settings.tls().isPresent() ? "https" : "http", at);
        return Optional.of(server);
    }

    private static boolean answers(AuditStore store) {
        try {
            return store.as(Role.READER)
                    .withHandle(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (JdbiException e) {
            return false;
        }
    }

    /** Where events come in; absent when nowhere. */
    public Optional<InetSocketAddress> address() {
        return server.map(IngestServer::address);
    }

    /** What the writer has done since the service started. */
    public WriterStatistics statistics() {
        return writer.statistics();
    }

    /** The service's figures as the daemon's socket tells them; a name once given keeps its meaning. */
    public Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        WriterStatistics now = writer.statistics();
        figures.put("audit.waiting", Integer.toString(now.waiting()));
        figures.put("audit.stored", Long.toString(now.stored()));
        figures.put("audit.duplicates", Long.toString(now.duplicates()));
        figures.put("audit.conflicts", Long.toString(now.conflicts()));
        figures.put("audit.refused", Long.toString(now.refused()));
        figures.put("audit.seal.failures", Long.toString(proofs.failedAttempts()));
        server.ifPresent(http -> {
            figures.put("audit.http.quarantined", Long.toString(http.counters().quarantined()));
            figures.put(
                    "audit.http.refused-requests", Long.toString(http.counters().refusedRequests()));
        });
        work.tell(figures);
        return figures;
    }

    /** The service's own items in Zabbix. */
    public AuditStatus status() {
        return status;
    }

    /** Ends each step in order, in {@code limit} each at most; true when all that came in was written. */
    public boolean close(Duration limit) {
        boolean answered = server.map(http -> http.close(limit)).orElse(true);
        boolean tailed = work.close(limit);
        int left = writer.close(limit);
        boolean sealed = proofs.close(limit);
        closeStore(store);
        if (!answered) log.warn("some requests for the audit store were broken off; their senders know nothing stored");
        if (left > 0) log.warn("{} audit events were refused at the end; their senders were told", left);
        if (!sealed) log.warn("the sealer did not stop in time; its step is done over at the next start");
        return answered && tailed && left == 0 && sealed;
    }

    static void closeStore(AuditStore store) {
        try {
            store.close();
        } catch (StoreException e) {
            log.warn("the audit store was not closed in order; nothing is lost by that: {}", e.getMessage());
        }
    }
}
