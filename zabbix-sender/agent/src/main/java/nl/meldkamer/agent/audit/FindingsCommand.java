package nl.meldkamer.agent.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.rule.FindingTable;
import nl.meldkamer.audit.rule.StoredFinding;
import nl.meldkamer.audit.store.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit findings}: what broke a rule, and what became of it. */
@Command(
        name = "findings",
        exitCodeOnInvalidInput = 1,
        description = {
            "What broke a rule, the newest first, a JSON object a line: at most 10,000.",
            "Exits 1 when any of them is open."
        })
final class FindingsCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--open", description = "Only those that nobody settled and no event ended.")
    private boolean open;

    @Override
    public Integer call() {
        return audit.reading(store -> {
            List<StoredFinding> findings =
                    store.as(Role.READER).inTransaction(transaction -> new FindingTable(transaction).list(open));
            PrintWriter out = spec.commandLine().getOut();
            findings.forEach(finding -> out.println(json(finding)));
            return findings.stream().anyMatch(finding -> finding.state() == StoredFinding.State.OPEN) ? 1 : 0;
        });
    }

    static ObjectNode json(StoredFinding finding) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", finding.id())
                .put("state", finding.state().word())
                .put("rule", finding.rule())
                .put("title", finding.title())
                .put("subject", finding.subject())
                .put("severity", finding.severity())
                .put("basis", finding.basis())
                .put("stream", finding.stream())
                .put("opened", finding.opened().toString());
        finding.evidence().forEach(json.putArray("evidence")::add);
        if (finding.settled() == null) return json;
        return json.put("settled", Objects.toString(finding.settled()))
                .put("by", finding.settledBy())
                .put("reason", finding.reason());
    }
}
