package nl.meldkamer.agent.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.meldkamer.audit.retention.ArchiveException;
import nl.meldkamer.audit.retention.IllegalPolicyException;
import nl.meldkamer.audit.retention.MonthStaysException;
import nl.meldkamer.audit.retention.PolicyTable;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.retention.RetentionPlan;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.JdbiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit retention}: how long events are kept, and letting go of those that may go. */
@Command(
        name = "retention",
        exitCodeOnInvalidInput = 1,
        description = "How long events are kept, and letting go of those that may go.",
        synopsisSubcommandLabel = "status|plan|apply|policy")
final class RetentionCommand implements Runnable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Work on the store; it says what went wrong by exceptions of its own. */
    private interface Work {
        int on(AuditStore store) throws IOException, ArchiveException, IllegalPolicyException, MonthStaysException;
    }

    @Override
    public void run() {
        throw AuditCommand.unnamed(spec);
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "How the store stands to its policy; 1 if anything is gone too early, or is here too long.")
    int status() {
        return on(store -> {
            Retention.Status status = retention(store).status();
            RetentionPlan plan = status.plan();
            out().printf("policy        version %d%n", plan.policyVersion());
            out().printf("premature     %d events are gone without a tombstone%n", status.missing());
            out().printf("overdue       %d events%n", plan.events(Fate.OVERDUE));
            out().printf("held          %d events%n", plan.events(Fate.HELD));
            out().printf("may go        %d events%n", plan.events(Fate.DUE));
            out().printf("kept          %d events%n", plan.events(Fate.KEEP));
            out().printf("gone          %d months%n", status.dropped());
            return status.missing() == 0 && plan.events(Fate.OVERDUE) == 0 ? 0 : 1;
        });
    }

    @Command(exitCodeOnInvalidInput = 1, description = "What is to become of each month; changes nothing.")
    int plan() {
        return on(store -> {
            Retention retention = retention(store);
            for (RetentionPlan.Entry entry : retention.plan().months()) {
                String why = entry.fate() == Fate.HELD
                        ? retention.held(entry.month()).orElse("")
                        : "";
                out().printf(
                                "%s  %d events, until %s, %s %s%n",
                                entry.month(), entry.events(), entry.until(), entry.fate(), why);
            }
            return 0;
        });
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = {
                "Let go of the months that may go: each is written to a file with the proof of each event, the file is"
                        + " verified, and then the month is dropped. Can be run again after a crash.",
                "Then destroys the keys of what the law wanted kept of persons in years that are over."
            })
    int apply(
            @Option(
                            names = "--directory",
                            paramLabel = "DIR",
                            required = true,
                            description = "Where the files go; keep them as long as the proof may be asked for.")
                    Path directory,
            @Option(names = "--yes", required = true, description = "Dropped months do not come back.") boolean yes) {
        return on(store -> {
            Retention retention = retention(store);
            String by = Operator.name();
            for (YearMonth month : Retention.due(retention.plan())) {
                Retention.Dropped dropped = retention.apply(month, directory, by);
                out().printf(
                                "%s  %d events are in %s, SHA-256 %s%n",
                                month, dropped.events(), dropped.archive(), dropped.sha256());
                out().flush();
            }
            int year = retention.firstLegalYear();
            int keys = EraseCommand.erasures(store, PersonKeys.read(audit.settings()))
                    .destroyLegal(year);
            out().printf("keys          %d of years before %d destroyed%n", keys, year);
            return 0;
        });
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = {
                "Put a policy in force: a JSON file, {\"Alert\": {\"minimum\": 12, \"maximum\": 24}, ...}, in months after the"
                        + " month of recording. One that is against the law is refused."
            })
    int policy(@Parameters(paramLabel = "FILE", description = "Each process that has a period of its own.") Path file) {
        return on(store -> {
            int version = new PolicyTable(store.as(Role.RETENTION), InstantSource.system())
                    .adopt(periods(file), Operator.name());
            out().printf("policy        version %d is in force%n", version);
            return 0;
        });
    }

    private static List<Period> periods(Path file) throws IOException {
        List<Period> periods = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : MAPPER.readTree(file.toFile()).properties()) {
            JsonNode minimum = each.getValue().path("minimum");
            JsonNode maximum = each.getValue().path("maximum");
            if (!minimum.isInt() || !(maximum.isInt() || maximum.isMissingNode()))
                throw new AuditException(file + ": '" + each.getKey() + "' is not such as {\"minimum\": 12}");
            periods.add(new Period(each.getKey(), minimum.intValue(), maximum.isInt() ? maximum.intValue() : null));
        }
        return periods;
    }

    private int on(Work work) {
        return audit.reading(store -> {
            try {
                return work.on(store);
            } catch (IOException | ArchiveException | IllegalPolicyException | MonthStaysException e) {
                throw new AuditException(String.valueOf(e.getMessage()), e);
            } catch (JdbiException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new AuditException("the database refuses: " + cause.getMessage(), e);
            }
        });
    }

    private static Retention retention(AuditStore store) {
        return new Retention(store.as(Role.RETENTION), InstantSource.system());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
