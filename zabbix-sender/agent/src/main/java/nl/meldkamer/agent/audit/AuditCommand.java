package nl.meldkamer.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.ingest.EventForm;
import nl.meldkamer.audit.ingest.UnfitException;
import nl.meldkamer.audit.privacy.Door;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.EventReader;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit}: records an event by hand, and looks into the audit store, whether or not the daemon runs. */
@Command(
        name = "audit",
        exitCodeOnInvalidInput = 1,
        description = "Record an event by hand, and look into the audit store.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            VerifyCommand.class,
            ProveCommand.class,
            CheckpointCommand.class,
            SearchCommand.class,
            QuarantineCommand.class,
            CompletenessCommand.class,
            FindingsCommand.class,
            FindingCommand.class,
            EraseCommand.class,
            RetentionCommand.class,
            HoldCommand.class,
            BankCommand.class,
            ReportCommand.class,
            EvidenceCommand.class,
            ExportCommand.class,
        })
public final class AuditCommand implements Runnable {

    private static final int SPOOLED = 2;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<Configuration> configured;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public AuditCommand(Supplier<Configuration> configured) {
        this.configured = configured;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which of these: " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = {
                "Record an event: of these options, or a JSON object on standard input (docs/auditors.md).",
                "Exits 0 when it is recorded, 2 when it is kept on this disk until the daemon takes it, 1 when neither, or"
                        + " when the receipt that was asked for can't be given."
            })
    int record(
            @Option(names = "--process", paramLabel = "TEXT", description = "Such as 'Bank Submission'.") @Nullable String process,
            @Option(names = "--action", paramLabel = "TEXT", description = "What was done.") @Nullable String action,
            @Option(
                            names = "--status",
                            paramLabel = "TEXT",
                            defaultValue = "Compliant",
                            description = "Compliant, Exception, Failed or 'Pending Review'; by default Compliant.")
                    String status,
            @Option(names = "--reference", paramLabel = "TYPE/NAME", description = "The document that it is about.")
                    @Nullable String reference,
            @Option(names = "--actor", paramLabel = "ACCOUNT", description = "By default the account that runs this.")
                    @Nullable String actor,
            @Option(names = "--id", paramLabel = "ID", description = "So that it is recorded once, however often sent.")
                    @Nullable String id,
            @Option(names = "--detail", paramLabel = "KEY=TEXT", description = "May be given again; no personal data.")
                    @Nullable Map<String, String> details,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "5",
                            description = "For the daemon to take it; by default ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--receipt",
                            paramLabel = "FILE",
                            description = "Where to write a signed receipt for it, once it is recorded.")
                    @Nullable Path receipt)
            throws IOException {
        Configuration configuration = configured.get();
        byte[] event = action == null && process == null
                ? System.in.readAllBytes()
                : json(process, action, status, reference, actor, id, details);
        Event read = read(configuration, event);
        Path kept = spool(EventSpool.in(configuration.data()), read);
        if (isTaken(kept, Duration.ofSeconds(seconds))) {
            out().println("recorded");
            return receipt == null ? 0 : reading(store -> giveReceipt(store, read, receipt));
        }
        out().println("kept on this disk; the daemon records it when it runs and its store answers");
        return SPOOLED;
    }

    private Event read(Configuration configuration, byte[] event) {
        try {
            return new EventForm().read(AuditService.producer(settings(), configuration.timeZone()), event);
        } catch (UnfitException e) {
            throw new ParameterException(spec.commandLine(), "the event: " + e.getMessage());
        }
    }

    private int giveReceipt(AuditStore store, Event event, Path file) {
        RecordedReceipt.write(store, settings().seal(), event, file);
        out().println("the receipt is in " + file);
        return 0;
    }

    /** The report goes first: once the event is taken, so is that. */
    private Path spool(EventSpool spool, Event event) {
        Door.Admitted admitted = new Door(this::refuseName).admit(event);
        admitted.report().ifPresent(report -> spool.put(EventForm.write(report)));
        if (!admitted.findings().isEmpty()) err().println("personal data was masked: " + admitted.findings());
        return spool.put(EventForm.write(admitted.event()));
    }

    /** Of a name that is masked two could not be told apart, and the key that hides names is the daemon's. */
    private String refuseName(String name) {
        throw new ParameterException(
                spec.commandLine(),
                "the event: its id, or the name of its document, holds an account number, a citizen number or an e-mail"
                        + " address; give one that does not");
    }

    private byte[] json(
            @Nullable String process,
            @Nullable String action,
            String status,
            @Nullable String reference,
            @Nullable String actor,
            @Nullable String id,
            @Nullable Map<String, String> details) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", id == null ? UUID.randomUUID().toString() : id)
                .put("process", process)
                .put("action", action)
                .put("status", status)
                .put("actor", actor == null ? Operator.name() : actor)
                .put("occurred", Instant.now().toString());
        if (details != null) details.forEach(json.putObject("details")::put);
        if (reference != null) {
            Reference document = reference(reference);
            json.putObject("reference").put("type", document.type()).put("name", document.name());
        }
        return json.toString().getBytes(UTF_8);
    }

    /** The daemon takes a file away when its event is committed. */
    private static boolean isTaken(Path file, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (Files.exists(file) && System.nanoTime() < end) LockSupport.parkNanos(LOOK_EVERY.toNanos());
        return !Files.exists(file);
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "What the store holds, and what waits; 1 if anything needs a look.")
    int status() throws IOException {
        long spooled = EventSpool.in(configured.get().data()).size();
        return reading(store -> {
            int outside = store.partitions().eventsOutside();
            long apart = count(store, "SELECT count(*) FROM audit.quarantine WHERE settled IS NULL");
            store.as(Role.READER)
                    .useHandle(handle -> handle.createQuery("SELECT name, head FROM audit.stream ORDER BY name")
                            .mapToMap()
                            .forEach(row ->
                                    out().printf("stream        %s: %s events%n", row.get("name"), row.get("head"))));
            out().printf("quarantined   %d, not settled%n", apart);
            out().printf("outside       %d events in no month of their own%n", outside);
            out().printf("spooled       %d events on this disk%n", spooled);
            store.warnings().forEach(warning -> out().printf("warning       %s%n", warning));
            return apart == 0 && outside == 0 ? 0 : 1;
        });
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "The events about a document, or a range of a stream, a JSON object a line.")
    int list(
            @Option(names = "--reference", paramLabel = "TYPE/NAME", description = "Such as 'SEPA Mandate/SM-1'.")
                    @Nullable String reference,
            @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
                    @Nullable String stream,
            @Option(names = "--from", paramLabel = "SEQ", defaultValue = "0", description = "First number.") long from,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "By default 100.")
                    int limit) {
        String name = stream == null ? settings().stream() : stream;
        return reading(store -> {
            EventReader reader = store.reader();
            if (reference != null) reader.about(reference(reference), this::print);
            else if (reader.stream(name).isPresent())
                reader.range(reader.stream(name).getAsInt(), from, from + limit, this::print);
            else throw new AuditException("there is no stream '" + name + "' yet");
            return 0;
        });
    }

    void print(Entry entry) {
        out().println(EventLine.of(entry));
    }

    private static long count(AuditStore store, String sql) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** Opens the store for a look, beside a daemon that has it open or without one, and closes it. */
    int reading(Function<AuditStore, Integer> reading) {
        AuditStore store = AuditService.open(RunningStore.of(settings()));
        try {
            int status = reading.apply(store);
            out().flush();
            return status;
        } finally {
            AuditService.closeStore(store);
        }
    }

    /** To be thrown by a command that only groups others, when none of them is named. */
    static ParameterException unnamed(CommandSpec group) {
        String others = group.usageMessage().synopsisSubcommandLabel().replace("|", ", ");
        return new ParameterException(group.commandLine(), "which of these: " + others);
    }

    Configuration configuration() {
        return configured.get();
    }

    /** Throws {@link AuditException} when the configuration has none. */
    AuditSettings settings() {
        return configuration()
                .audit()
                .orElseThrow(() -> new AuditException("the configuration has no audit store; see docs/auditors.md"));
    }

    Reference reference(String text) {
        List<String> parts = List.of(text.split("/", 2));
        if (parts.size() == 2) return new Reference(parts.get(0), parts.get(1));
        throw new ParameterException(spec.commandLine(), "'" + text + "' is not such as 'SEPA Mandate/SM-1'");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
