package nl.meldkamer.agent.audit;

import java.util.Optional;
import nl.meldkamer.audit.rule.FindingTable;
import nl.meldkamer.audit.rule.StoredFinding;
import nl.meldkamer.audit.rule.StoredFinding.State;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
        throw AuditCommand.unnamed(spec);
    }

    @Command(exitCodeOnInvalidInput = 1, description = "It is so, and is accepted.")
    int waive(
            @Parameters(paramLabel = "ID", description = "Its number in audit findings.") long id,
            @Mixin ReasonOption reason) {
        return settle(id, State.WAIVED, reason.decision());
    }

    @Command(exitCodeOnInvalidInput = 1, description = "It has been put right, or was none.")
    int close(
            @Parameters(paramLabel = "ID", description = "Its number in audit findings.") long id,
            @Mixin ReasonOption reason) {
        return settle(id, State.CLOSED, reason.decision());
    }

    private int settle(long id, State state, Decision decision) {
        return audit.reading(store -> {
            StoredFinding settled =
                    store.as(Role.WRITER).inTransaction(transaction -> settle(transaction, id, state, decision));
            spec.commandLine().getOut().println(FindingsCommand.json(settled));
            return 0;
        });
    }

    private static StoredFinding settle(Handle transaction, long id, State state, Decision decision) {
        FindingTable findings = new FindingTable(transaction);
        StoredFinding settled = findings.settle(id, state, decision.by(), decision.reason(), decision.at())
                .orElseThrow(() -> none(id, findings.find(id)));
        String details = FindingsCommand.json(settled).toString();
        Outbox.add(transaction, decision.event(settled.stream(), "Finding", id, state.word(), details));
        return settled;
    }

    private static AuditException none(long id, Optional<StoredFinding> found) {
        return new AuditException(found.map(finding ->
                        "finding " + id + " is " + finding.state().word() + " already, by " + finding.settledBy())
                .orElse("there is no finding " + id + "; see audit findings"));
    }
}
