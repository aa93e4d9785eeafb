package nl.meldkamer.audit.report;

import java.util.Optional;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Jdbi;

/** Whether what a report counts is what was signed. */
final class StreamCheck {

    private static final String INVALID = "INVALID: ";

    private final Jdbi database;
    private final VerifierKey key;
    private final boolean reads;

    /**
     * @param reads whether each event that was counted is read back and proven, which takes a second for some 300,000
     */
    StreamCheck(Jdbi database, VerifierKey key, boolean reads) {
        this.database = database;
        this.key = key;
        this.reads = reads;
    }

    /** In words. */
    String of(CountedStream stream) {
        if (stream.note().isEmpty()) return stream.recorded() == 0 ? "empty" : "not sealed yet";
        try {
            Checkpoint signed = Checkpoint.open(SignedNote.parse(stream.note().get()), key);
            if (!signed.origin().equals(key.name() + "/" + stream.name()))
                return INVALID + "the checkpoint is about " + signed.origin();
            return reads ? read(stream, signed) : "signature valid";
        } catch (ProofException e) {
            return INVALID + e.getMessage();
        }
    }

    private String read(CountedStream stream, Checkpoint signed) throws ProofException {
        if (!isBeginning(stream.name(), signed)) return INVALID + "the tree of now does not begin with that of then";
        if (stream.events() == 0) return "signature and tree valid";
        Verification result =
                new Verifier(database, key, Witness.none(), 1).verify(stream.name(), stream.first(), stream.end());
        return result.first()
                .map(fault -> INVALID + result.count() + " faults, the first at event " + fault.seq())
                .orElse("signature and tree valid, each event read back and proven");
    }

    private boolean isBeginning(String stream, Checkpoint then) throws ProofException {
        Prover prover = new Prover(database, key);
        Optional<String> last = prover.checkpoint(stream);
        if (last.isEmpty()) return false;
        Checkpoint now = Checkpoint.open(SignedNote.parse(last.get()), key);
        return now.size() >= then.size()
                && prover.consistency(stream, then, now).proves(then.root(), now.root());
    }

    static boolean isInvalid(Cell cell) {
        return cell instanceof Cell.Text text && text.value().startsWith(INVALID);
    }
}
