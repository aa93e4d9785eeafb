package nl.meldkamer.agent.audit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.QuarantineEntries;
import nl.meldkamer.audit.store.QuarantineEntries.QuarantineEntry;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit quarantine}: what could not be an event, looked at and settled. */
@Command(
        name = "quarantine",
        exitCodeOnInvalidInput = 1,
        description = "What came in and could not be an event: look at it, put it right at its source, and settle it.",
        synopsisSubcommandLabel = "list|show|settle")
final class QuarantineCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw AuditCommand.unnamed(spec);
    }

    @Command(exitCodeOnInvalidInput = 1, description = "The oldest that are not settled; exits 1 if there are any.")
    int list(
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "By default 100.")
                    int limit) {
        return audit.reading(store -> {
            List<QuarantineEntry> open =
                    store.as(Role.READER).inTransaction(transaction -> new QuarantineEntries(transaction).open(limit));
            open.forEach(entry -> out().printf(
                            "%d  %s, %d bytes of %s: %s%n",
                            entry.number(), entry.arrived(), entry.bytes(), entry.source(), entry.reason()));
            return open.isEmpty() ? 0 : 1;
        });
    }

    @Command(exitCodeOnInvalidInput = 1, description = "What one of them was, but for what is masked in it.")
    int show(@Parameters(paramLabel = "NUMBER", description = "Its number in audit quarantine list.") long number) {
        return audit.reading(store -> {
            byte[] bytes = store.as(Role.READER)
                    .inTransaction(transaction -> new QuarantineEntries(transaction).bytes(number))
                    .orElseThrow(() -> new AuditException("nothing is kept under " + number));
            out().println(new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n]]", " "));
            return 0;
        });
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "Mark one as dealt with, which is recorded as an event; what was kept stays.")
    int settle(
            @Parameters(paramLabel = "NUMBER", description = "Its number in audit quarantine list.") long number,
            @Mixin ReasonOption reason) {
        Decision decision = reason.decision();
        return audit.reading(store -> {
            store.as(Role.WRITER).useTransaction(transaction -> settle(transaction, number, decision));
            return 0;
        });
    }

    private void settle(Handle transaction, long number, Decision decision) {
        QuarantineEntry settled = new QuarantineEntries(transaction)
                .settle(number, decision.by(), decision.at())
                .orElseThrow(() -> new AuditException("nothing is kept under " + number + " that is not settled"));
        String details = AuditCommand.MAPPER
                .createObjectNode()
                .put("source", settled.source())
                .put("kept_because", settled.reason())
                .put("reason", decision.reason())
                .toString();
        Outbox.add(transaction, decision.event(audit.settings().stream(), "Quarantine", number, "settled", details));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
