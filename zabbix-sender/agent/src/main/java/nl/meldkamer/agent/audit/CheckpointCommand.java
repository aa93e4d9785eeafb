package nl.meldkamer.agent.audit;

import java.util.Optional;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit checkpoint}: what a stream was at its last seal, for whoever wants to be a witness. */
@Command(
        name = "checkpoint",
        exitCodeOnInvalidInput = 1,
        description = {
            "Print the last checkpoint of a stream, signed: who keeps it can tell later whether anything before it was"
                    + " changed.",
            "Exits 1 when there is none yet."
        })
final class CheckpointCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "STREAM", description = "By default the one of the configuration.")
    private @Nullable String stream;

    @Override
    public Integer call() {
        String chosen = stream == null ? audit.settings().stream() : stream;
        return audit.reading(store -> {
            Optional<String> checkpoint = new Prover(
                            store.as(Role.READER),
                            SigningKey.readPublic(audit.settings().seal().publicKey()))
                    .checkpoint(chosen);
            spec.commandLine()
                    .getOut()
                    .print(checkpoint.orElseThrow(
                            () -> new AuditException("stream '" + chosen + "' has no checkpoint yet")));
            return 0;
        });
    }
}
