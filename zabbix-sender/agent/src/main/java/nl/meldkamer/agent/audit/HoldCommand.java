package nl.meldkamer.agent.audit;

import java.time.InstantSource;
import java.util.List;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.LegalHolds;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit hold}: keeps what a claim or an inquiry wants kept. */
@Command(
        name = "hold",
        exitCodeOnInvalidInput = 1,
        description = "Keep what a claim or an inquiry wants kept: it is neither dropped nor erased.",
        synopsisSubcommandLabel = "place|lift|list")
final class HoldCommand implements Runnable {

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

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "Hold a whole stream, a document, or a person; prints its number.")
    int place(
            @Option(names = "--reference", paramLabel = "TYPE/NAME", description = "Only what is about this document.")
                    @Nullable String reference,
            @Option(names = "--person", paramLabel = "NAME", description = "Only what is about this person.") @Nullable String person,
            @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
                    @Nullable String stream,
            @Mixin ReasonOption reason) {
        Reference about = reference == null ? null : audit.reference(reference);
        LegalHolds.Scope scope =
                new LegalHolds.Scope(stream == null ? audit.settings().stream() : stream, about, person);
        Decision decision = reason.decision();
        return audit.reading(store -> {
            try {
                long id = holds(store).place(scope, decision.reason(), decision.by());
                spec.commandLine().getOut().println(id);
                return 0;
            } catch (BadKeyException | IllegalArgumentException e) {
                throw new AuditException("nothing is held: " + e.getMessage(), e);
            }
        });
    }

    @Command(exitCodeOnInvalidInput = 1, description = "Lift a hold; 1 when there is none of this number.")
    int lift(@Parameters(paramLabel = "ID", description = "Its number in audit hold list.") long id) {
        return audit.reading(store -> {
            if (holds(store).lift(id, Operator.name())) return 0;
            throw new AuditException("there is no hold " + id + " in force");
        });
    }

    @Command(exitCodeOnInvalidInput = 1, description = "The holds that are in force.")
    int list() {
        return audit.reading(store -> {
            List<LegalHolds.Hold> holds = holds(store).list();
            for (LegalHolds.Hold hold : holds) {
                String what = hold.person() ? "a person" : hold.about().isEmpty() ? "all" : hold.about();
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%d  %s: %s, since %s by %s: %s%n",
                                hold.id(), hold.stream(), what, hold.placed(), hold.by(), hold.reason());
            }
            return 0;
        });
    }

    private LegalHolds holds(AuditStore store) {
        return new LegalHolds(store.as(Role.RETENTION), PersonKeys.read(audit.settings()), InstantSource.system());
    }
}
