package nl.meldkamer.agent.audit;

import java.util.Optional;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit prove}: makes a proof of one event that holds without the store. */
@Command(
        name = "prove",
        exitCodeOnInvalidInput = 1,
        description = {
            "Make a proof of an event, which holds without the store (C2SP tlog-proof).",
            "Exits 0 when it is made, 2 when the store can't prove the event, as it or the tree was changed, 1 when there is"
                    + " no such event, or it is not sealed yet."
        })
final class ProveCommand implements Callable<Integer> {

    private static final int UNPROVABLE = 2;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "EVENT", description = "Its number, or the id that its source gave it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String event;

    @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
    private @Nullable String stream;

    @Option(names = "--source", paramLabel = "NAME", description = "Whose id EVENT is; by default the command's own.")
    private @Nullable String source;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        VerifierKey key = SigningKey.readPublic(audit.settings().seal().publicKey());
        String chosen = stream == null ? audit.settings().stream() : stream;
        return audit.reading(store -> prove(store, key, chosen));
    }

    private int prove(AuditStore store, VerifierKey key, String chosen) {
        Prover prover = new Prover(store.as(Role.READER), key);
        long seq = EventNumbers.of(prover, chosen, event, source).get(0);
        try {
            Optional<ProofBundle> proof = prover.prove(chosen, seq);
            output.write(
                    "the proof",
                    proof.orElseThrow(() -> new AuditException("event " + seq + " of stream '" + chosen
                                    + "' is not there, or not sealed yet, which takes a second while the daemon runs"))
                            .toString());
            return 0;
        } catch (ProofException e) {
            spec.commandLine()
                    .getErr()
                    .println("event " + seq + " can't be proven: " + e.getMessage() + "; run audit verify");
            return UNPROVABLE;
        }
    }
}
