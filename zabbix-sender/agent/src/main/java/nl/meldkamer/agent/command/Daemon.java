package nl.meldkamer.agent.command;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.audit.AuditService;
import nl.meldkamer.agent.audit.EventSpool;
import nl.meldkamer.agent.collect.Scheduler;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.delivery.Delivery;
import nl.meldkamer.agent.delivery.DeliverySettings;
import nl.meldkamer.agent.delivery.Destination;
import nl.meldkamer.agent.delivery.Drained;
import nl.meldkamer.agent.delivery.RejectionReasons;
import nl.meldkamer.agent.jmx.Subjects;
import nl.meldkamer.agent.socket.Board;
import nl.meldkamer.agent.socket.Knowledge;
import nl.meldkamer.agent.socket.RequestHandler;
import nl.meldkamer.agent.socket.SocketServer;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.agent.systemd.Service;
import nl.meldkamer.agent.zabbix.AskedReasons;
import nl.meldkamer.sender.TrapperSender;
import nl.meldkamer.templates.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs: audit store, scheduler, sources, spool and delivery. Starts once, and ends in that order. */
final class Daemon implements Service.Work {

    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);
    private static final Duration LAST_RUNS = Duration.ofSeconds(10);
    private static final Duration LAST_PACKETS = Duration.ofSeconds(10);
    private static final Duration LAST_WRITES = Duration.ofSeconds(10);

    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    /** What delivery may need beside sending: the disk, and Zabbix's API for the reasons of a rejection. */
    private static final Duration BESIDE_SENDING = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Daemon.class);

    private final Spool spool;
    private final Delivery delivery;
    private final Sources sources;
    private final Scheduler scheduler;
    private final SocketServer socket;
    private final Optional<Board> board;
    private final Optional<AuditService> audit;
    private final Management management;

    private Daemon(
            Spool spool,
            Delivery delivery,
            Sources sources,
            Scheduler scheduler,
            SocketServer socket,
            Optional<Board> board,
            Optional<AuditService> audit,
            Management management) {
        this.spool = spool;
        this.delivery = delivery;
        this.sources = sources;
        this.scheduler = scheduler;
        this.socket = socket;
        this.board = board;
        this.audit = audit;
        this.management = management;
    }

    static Daemon start(Site site) {
        site.configuration().warnings().forEach(log::warn);
        InstantSource clock = InstantSource.system();
        Optional<AuditService> audit = audit(site, clock);
        try {
            return start(site, clock, audit);
        } catch (RuntimeException e) {
            audit.ifPresent(service -> service.close(LAST_EVENTS));
            throw e;
        }
    }

    private static Optional<AuditService> audit(Site site, InstantSource clock) {
        Configuration configuration = site.configuration();
        return configuration
                .audit()
                .map(settings -> AuditService.start(
                        settings,
                        EventSpool.in(configuration.data()),
                        configuration.host() + " " + configuration.data(),
                        configuration.timeZone(),
                        clock));
    }

    private static Daemon start(Site site, InstantSource clock, Optional<AuditService> audit) {
        Spool spool = Spool.open(
                site.configuration().spoolDirectory(),
                site.configuration().servers().stream().map(ZabbixServer::name).toList(),
                site.configuration().spool(),
                site.configuration().delivered(),
                clock);
        spool.movedAside().ifPresent(file -> log.error("the spool was damaged; what it held is in {}", file));
        Delivery delivery = new Delivery(
                        spool, destinations(site), DeliverySettings.DEFAULT.withDiscovered(DiscoveredItems.of(site)))
                .start();
        spool.discoverySets().retain(site.groups().stream().map(Group::name).toList());
        Keeping keeping = new Keeping(site, spool, clock);
        SocketServer socket = listen(site, keeping, spool, delivery, audit, clock);
        GroupStatuses statuses = new GroupStatuses();
        Management management = manage(site, keeping, statuses, spool, delivery, socket, audit);
        State state = State.open(site.configuration().data().resolve("state"), clock);
        state.movedAside()
                .ifPresent(file -> log.error(
                        "what groups remember between runs was damaged and is now {}; they learn anew", file));
        Sources sources = Sources.of(
                site.configuration().sources(),
                statuses,
                new SpooledDelivery(spool, delivery),
                audit.map(AuditService::status),
                state);
        Scheduler scheduler = new Scheduler(keeping::keep, statuses, System::nanoTime);
        scheduler.start(site.collectors(sources, clock), Daemon::thread, RandomGenerator.getDefault());
        log.info(
                "collecting {} groups for host '{}'",
                site.groups().size(),
                site.configuration().host());
        Optional<Board> board =
                Board.show(keeping.knowledge().latest(), site.configuration().socket());
        return new Daemon(spool, delivery, sources, scheduler, socket, board, audit, management);
    }

    private static SocketServer listen(
            Site site,
            Keeping keeping,
            Spool spool,
            Delivery delivery,
            Optional<AuditService> audit,
            InstantSource clock) {
        Knowledge knowledge = keeping.knowledge();
        RequestHandler handler = new RequestHandler(
                keeping::keep, () -> Health.of(delivery, spool, knowledge, audit), new Stamps(clock), knowledge);
        try {
            return SocketServer.open(
                    site.configuration().socket(), handler, site.configuration().peers());
        } catch (IOException e) {
            delivery.close(Duration.ZERO);
            spool.close(LAST_WRITES);
            throw new CommandException("the daemon's socket can't be opened: " + e.getMessage(), e);
        }
    }

    private static Management manage(
            Site site,
            Keeping keeping,
            GroupStatuses statuses,
            Spool spool,
            Delivery delivery,
            SocketServer socket,
            Optional<AuditService> audit) {
        Subjects subjects = new Subjects(
                Version.text(),
                site.configuration().host(),
                site.groups().stream().map(Group::name).toList(),
                statuses::all,
                delivery::snapshots,
                spool::counters,
                () -> keeping.knowledge().latest().counters(),
                audit.map(service -> service::statistics));
        try {
            return Management.open(site.configuration(), subjects);
        } catch (CommandException e) {
            socket.close(Duration.ZERO);
            delivery.close(Duration.ZERO);
            spool.close(LAST_WRITES);
            throw e;
        }
    }

    private static List<Destination> destinations(Site site) {
        return site.configuration().servers().stream()
                .map(server ->
                        new Destination(server.name(), new TrapperSender(server.trapper()), reasons(server.api())))
                .toList();
    }

    private static RejectionReasons reasons(Optional<ZabbixServer.Api> api) {
        if (api.isEmpty()) return RejectionReasons.NOT_KNOWN;
        return new AskedReasons(api.get().url(), api.get().token().reveal());
    }

    /** How long a step of delivery may take: one that takes longer will not end. */
    static Duration patience(Configuration configuration) {
        Duration sending = configuration.servers().stream()
                .map(ZabbixServer::timeLimit)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return sending.plus(BESIDE_SENDING);
    }

    @Override
    public Duration standstill() {
        return delivery.standstill();
    }

    @Override
    public String status() {
        return "samples that wait in the spool: " + delivery.waiting();
    }

    /** Ends in order, each step bounded in time; says what was left. */
    void stop() {
        management.close();
        board.ifPresent(Board::close);
        boolean answered = socket.close(LAST_REQUESTS);
        boolean recorded = audit.map(service -> service.close(LAST_EVENTS)).orElse(true);
        boolean ended = scheduler.close(LAST_RUNS);
        sources.close();
        Drained drained = delivery.close(LAST_PACKETS);
        boolean written = spool.close(LAST_WRITES);
        if (!answered) log.warn("some requests on the socket were broken off");
        if (!recorded) log.warn("the audit store was not closed in time; what was acknowledged is in it");
        if (!ended) log.warn("some groups were still collecting; they were broken off");
        if (!written) log.warn("the disk did not take the last samples in time");
        if (drained.complete()) log.info("stopped; Zabbix has taken everything");
        else log.info("stopped; samples that wait in the spool for the next start: {}", drained.remaining());
    }

    private static ScheduledExecutorService thread(String source) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "collect-" + source);
            thread.setDaemon(true);
            return thread;
        });
    }
}
