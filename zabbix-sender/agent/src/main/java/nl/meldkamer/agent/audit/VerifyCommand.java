package nl.meldkamer.agent.audit;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.audit.seal.Fault;
import nl.meldkamer.audit.seal.OfflineVerifier;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit verify}: whether events are those that were sealed, or a proof is of what was signed. */
@Command(
        name = "verify",
        exitCodeOnInvalidInput = 1,
        description = {
            "Verify that the events of the store, or of a proof, are those that were sealed, and name the first that is not.",
            "Exits 0 when all is valid, 2 when something is not, 1 when it could not be verified."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int INVALID = 2;

    /** A stream's main connection is one more of the four that a reader has. */
    private static final int MOST_THREADS = 3;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private WitnessOptions witnesses = new WitnessOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "EVENT",
            description = "Only this one: its number, or the id that its source gave it; by default all.")
    private @Nullable String event;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Only this stream; of a range and an event, by default" + " the one of the configuration.")
    private @Nullable String stream;

    @Option(names = "--source", paramLabel = "NAME", description = "Whose id EVENT is; by default the command's own.")
    private @Nullable String source;

    @Option(names = "--from", paramLabel = "SEQ", description = "Only events from this number on.")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "Only events up to this number.")
    private @Nullable Long to;

    @Option(names = "--threads", paramLabel = "N", description = "At once, 1 to 3; by default as many as processors.")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The public key; by default the one beside the signing key of the configuration.")
    private @Nullable Path key;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "Verify this proof instead, with --key and without the store; may be given again.")
    private List<Path> proofs = new ArrayList<>();

    @Override
    public Integer call() {
        if (!proofs.isEmpty()) return verifyProofs();
        if (threads < 1 || threads > MOST_THREADS) throw wrong("--threads is 1 to " + MOST_THREADS);
        if (event != null && (from != null || to != null)) throw wrong("an event, or a range with --from and --to");
        AuditSettings settings = audit.settings();
        VerifierKey verifier =
                SigningKey.readPublic(key == null ? settings.seal().publicKey() : key);
        return witnesses.with(
                audit.configuration(),
                settings.seal(),
                verifier,
                (witness, name) -> audit.reading(store -> {
                    out().println("witness: " + name);
                    return verify(store, settings, verifier, witness);
                }));
    }

    private int verifyProofs() {
        if (key == null) throw wrong("--proof goes only with --key");
        return new OfflineVerifier(out())
                .run(key.toString(), proofs.stream().map(Path::toString).toList());
    }

    private int verify(AuditStore store, AuditSettings settings, VerifierKey verifierKey, Witness witness) {
        Verifier verifier = new Verifier(store.as(Role.READER), verifierKey, witness, threads);
        String chosen = stream == null ? settings.stream() : stream;
        List<Verification> found = new ArrayList<>();
        try {
            if (event != null)
                for (long seq : EventNumbers.of(new Prover(store.as(Role.READER), verifierKey), chosen, event, source))
                    found.add(verifier.verify(chosen, seq, seq + 1));
            else if (from != null || to != null)
                found.add(verifier.verify(
                        chosen, from == null ? 0 : from, to == null ? head(store, chosen) : Math.addExact(to, 1)));
            else
                for (String name : stream == null ? verifier.streams() : List.of(stream))
                    found.add(verifier.verify(name));
        } catch (JdbiException | IllegalStateException | IllegalArgumentException e) {
            throw new AuditException("it could not be verified: " + e.getMessage(), e);
        }
        if (found.isEmpty()) throw new AuditException("the store has no stream yet");
        found.forEach(this::print);
        return found.stream().allMatch(Verification::valid) ? 0 : INVALID;
    }

    private static long head(AuditStore store, String stream) {
        int id = store.reader().stream(stream)
                .orElseThrow(() -> new AuditException("there is no stream '" + stream + "' yet"));
        return store.reader().head(id);
    }

    private void print(Verification found) {
        out().printf(
                        "%s: %s: %d events read; %d sealed, %d of them seen by the witness%n",
                        found.stream(),
                        found.valid() ? "valid" : "NOT VALID",
                        found.events(),
                        found.size(),
                        found.witnessed());
        for (String difference : found.rollUps())
            out().printf("%s: the roll-ups are not what the events come to: %s%n", found.stream(), difference);
        if (found.faults().isEmpty()) return;
        Fault first = found.faults().get(0);
        out().printf("%s: the first bad event is %d; %d faults:%n", found.stream(), first.seq(), found.count());
        for (Fault fault : found.faults()) out().printf("  %d: %s%n", fault.seq(), fault.what());
        if (found.count() > found.faults().size())
            out().printf("  and %d more%n", found.count() - found.faults().size());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
