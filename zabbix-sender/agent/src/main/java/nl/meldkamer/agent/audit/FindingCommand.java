package nl.meldkamer.agent.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.Door;
import nl.meldkamer.audit.rule.FindingTable;
import nl.meldkamer.audit.rule.StoredFinding;
import nl.meldkamer.audit.rule.StoredFinding.State;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit finding}: decides about a finding. The decision is itself an event, committed with it. */
@Command(
        name = "finding",
        exitCodeOnInvalidInput = 1,
        description = "Decide about a finding; who did, and why, is kept with it and recorded as an event.",
        synopsisSubcommandLabel = "waive|close")
final class FindingCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of these: waive, close");
    }

    @Command(exitCodeOnInvalidInput = 1, description = "It is so, and is accepted.")
    int waive(
            @Parameters(paramLabel = "ID", description = "Its number in audit findings.") long id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; no personal data.")
                    String reason) {
        return settle(id, State.WAIVED, reason);
    }

    @Command(exitCodeOnInvalidInput = 1, description = "It has been put right, or was none.")
    int close(
            @Parameters(paramLabel = "ID", description = "Its number in audit findings.") long id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; no personal data.")
                    String reason) {
        return settle(id, State.CLOSED, reason);
    }

    private int settle(long id, State state, String reason) {
        if (reason.isBlank()) throw new ParameterException(spec.commandLine(), "--reason is empty");
        String why = Door.clean(reason);
        String by = System.getProperty("user.name");
        return audit.reading(store -> {
            StoredFinding settled =
                    store.as(Role.WRITER).inTransaction(transaction -> settle(transaction, id, state, by, why));
            spec.commandLine().getOut().println(FindingsCommand.json(settled));
            return 0;
        });
    }

    private static StoredFinding settle(Handle transaction, long id, State state, String by, String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        FindingTable findings = new FindingTable(transaction);
        StoredFinding settled =
                findings.settle(id, state, by, reason, now).orElseThrow(() -> none(id, findings.find(id)));
        Outbox.add(transaction, event(settled, by, now));
        return settled;
    }

    private static AuditException none(long id, Optional<StoredFinding> found) {
        return new AuditException(found.map(finding ->
                        "finding " + id + " is " + finding.state().word() + " already, by " + finding.settledBy())
                .orElse("there is no finding " + id + "; see audit findings"));
    }

    private static Event event(StoredFinding finding, String by, Instant now) {
        return new Event(
                finding.stream(),
                AuditService.NAME,
                "finding/" + finding.id() + "/" + finding.state().word(),
                "Security",
                "finding_" + finding.state().word(),
                ComplianceStatus.COMPLIANT.word(),
                new Reference("Finding", Long.toString(finding.id())),
                by,
                null,
                now,
                FindingsCommand.json(finding).toString(),
                null);
    }
}
