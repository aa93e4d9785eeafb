package nl.meldkamer.audit.seal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ConsistencyBundle;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.VerifierKey;

/**
 * Verifies proofs, of events and of consistency, with the public key and nothing else: no database, no network, no
 * class that is not in the jar that goes with an evidence pack. Says what each proven event says.
 */
public final class OfflineVerifier {
    private static final String USAGE = """
            usage: java -jar audit-verifier.jar KEY PROOF...
              KEY    the public key of the audit store, name+id+base64, or a file that has it
              PROOF  files *.tlog-proof, and *.tlog-consistency""";

    private static final int VALID = 0;
    private static final int NOT_VERIFIED = 1;
    private static final int INVALID = 2;

    private final PrintWriter out;

    /** Says it all there. */
    public OfflineVerifier(PrintWriter out) {
        this.out = out;
    }

    /** Exits as {@link #run} says, and with 1 when the usage is wrong. */
    public static void main(String[] arguments) {
        System.exit(new OfflineVerifier(new PrintWriter(System.out, true, StandardCharsets.UTF_8)).run(arguments));
    }

    int run(String... arguments) {
        if (arguments.length >= 2)
            return run(arguments[0], Arrays.asList(arguments).subList(1, arguments.length));
        out.println(USAGE);
        return NOT_VERIFIED;
    }

    /**
     * Verifies proofs.
     *
     * @param keyOrFile the public key in its text form, or the file that it is in
     * @param proofs files
     * @return 0 when all are valid; 2 when one is not; else 1, when the key or a file could not be read
     */
    public int run(String keyOrFile, List<String> proofs) {
        try {
            VerifierKey key = key(keyOrFile);
            return proofs.stream().mapToInt(proof -> verify(key, proof)).max().orElse(NOT_VERIFIED);
        } catch (IOException | ProofException e) {
            out.println("the key " + keyOrFile + ": " + e.getMessage());
            return NOT_VERIFIED;
        }
    }

    private static VerifierKey key(String argument) throws IOException, ProofException {
        return VerifierKey.parse(
                argument.contains("+") && !Files.exists(Path.of(argument))
                        ? argument
                        : Files.readString(Path.of(argument)).strip());
    }

    private int verify(VerifierKey key, String file) {
        try {
            if (Files.size(Path.of(file)) > ProofBundle.MOST_BYTES) throw new ProofException("it is too large");
            byte[] document = Files.readAllBytes(Path.of(file));
            if (ConsistencyBundle.isOne(document))
                print(file, ConsistencyBundle.parse(document).verify(key));
            else verify(key, file, document);
            return VALID;
        } catch (IOException e) {
            out.println(file + ": not verified: it can't be read: " + e);
            return NOT_VERIFIED;
        } catch (ProofException | MalformedRecordException e) {
            out.println(file + ": INVALID: " + e.getMessage());
            return INVALID;
        }
    }

    private void verify(VerifierKey key, String file, byte[] document) throws ProofException, MalformedRecordException {
        ProofBundle proof = ProofBundle.parse(document);
        Checkpoint checkpoint = proof.verify(key);
        print(file, checkpoint, event(proof, checkpoint));
    }

    private void print(String file, ConsistencyBundle.Proven proven) {
        out.println(file + ": valid");
        line("in", proven.later().origin() + ", " + proven.later().size() + " events");
        line("root", proven.later().root());
        line("begins with", "the " + proven.earlier().size() + " events of the checkpoint that the witness has seen");
        line("root of these", proven.earlier().root());
    }

    /** The record must say itself that it is the one at this place of this tree. */
    private static StoredEvent event(ProofBundle proof, Checkpoint checkpoint)
            throws ProofException, MalformedRecordException {
        StoredEvent stored = CanonicalBytes.read(Bytes.of(proof.data()));
        if (stored.seq() != proof.inclusion().index()) throw new ProofException("the record has another number");
        if (!checkpoint.origin().endsWith("/" + stored.event().stream())) {
            throw new ProofException("the record is of another stream");
        }
        return stored;
    }

    private void print(String file, Checkpoint checkpoint, StoredEvent stored) {
        Event event = stored.event();
        out.println(file + ": valid");
        line("in", checkpoint.origin() + ", number " + stored.seq() + " of " + checkpoint.size());
        line("root", checkpoint.root());
        line("recorded", stored.recorded());
        line("occurred", event.occurred());
        line("source", event.source() + ", id " + event.id());
        line("process", event.process());
        line("action", event.action());
        line("status", event.status());
        if (event.reference() != null)
            line("about", event.reference().type() + " " + event.reference().name());
        if (event.actor() != null) line("actor", event.actor());
        if (event.trace() != null) line("trace", event.trace());
        if (!stored.flags().isEmpty()) line("flags", stored.flags());
        line("details", event.details());
        if (stored.personal() != null) line("personal", "fields, encrypted");
    }

    /** What a source wrote can't move the cursor or pass for a line of ours. */
    private void line(String name, Object value) {
        out.println("  " + name + ": " + value.toString().replaceAll("\\p{Cntrl}", " "));
    }
}
