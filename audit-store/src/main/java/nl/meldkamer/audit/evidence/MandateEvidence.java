package nl.meldkamer.audit.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.ConsistencyBundle;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;

/**
 * Everything that the record has about one mandate, each event proven against the last checkpoint of its stream.
 * Immutable.
 *
 * @param mandate as it was asked for
 * @param names what it is called besides
 * @param checkpoints the signed note of each stream, by its name
 * @param seen that the last checkpoint that the witness has seen of a stream is the beginning of it; none of a stream
 *     that the witness has not seen
 */
public record MandateEvidence(
        String mandate,
        Set<String> names,
        List<ProvenEvent> events,
        Map<String, String> checkpoints,
        Map<String, ConsistencyBundle> seen,
        VerifierKey key) {

    public MandateEvidence {
        names = Set.copyOf(names);
        events = List.copyOf(events);
        checkpoints = Collections.unmodifiableMap(new TreeMap<>(checkpoints));
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    }

    /**
     * Collects it.
     *
     * @param mandate the name of the document, or the reference that the debtor signed
     * @param witness of what it has seen last, the checkpoints are proven to be a continuation
     * @throws EvidenceException if there is nothing, or not all of it can be proven
     */
    public static MandateEvidence collect(
            AuditStore store, VerifierKey key, Witness witness, String mandate, PersonalReader personal)
            throws EvidenceException {
        EvidenceSearch search = new EvidenceSearch(store, mandate);
        List<FoundEvent> found = search.search();
        if (found.isEmpty()) throw new EvidenceException("the record has nothing about mandate " + mandate);
        Proving proving = new Proving(new Prover(store.as(Role.READER), key), witness);
        List<ProvenEvent> proven = new ArrayList<>();
        for (FoundEvent event : found)
            proven.add(proving.prove(event, personal.read(event.stored()), proven.size() + 1));
        return new MandateEvidence(mandate, search.names(), proven, proving.checkpoints, proving.seen, key);
    }

    /** Proves all events of a stream against one checkpoint. */
    private static final class Proving {
        private final Prover prover;
        private final Witness witness;
        private final Map<String, String> checkpoints = new TreeMap<>();
        private final Map<String, ConsistencyBundle> seen = new TreeMap<>();

        Proving(Prover prover, Witness witness) {
            this.prover = prover;
            this.witness = witness;
        }

        ProvenEvent prove(FoundEvent event, Personal personal, int number) throws EvidenceException {
            StoredEvent stored = event.stored();
            try {
                ProofBundle proof = bundle(stored.event().stream(), stored.seq());
                return new ProvenEvent(event, personal, proof, "proofs/%05d.tlog-proof".formatted(number));
            } catch (ProofException e) {
                throw new EvidenceException(
                        "event " + stored.seq() + " of stream " + stored.event().stream() + " can't be proven: "
                                + e.getMessage() + "; run audit verify",
                        e);
            }
        }

        private ProofBundle bundle(String stream, long seq) throws ProofException, EvidenceException {
            String note = checkpoints.get(stream);
            if (note == null) {
                // Asked first, as it may see more the moment after.
                Optional<SignedNote> last = prover.lastSeen(stream, witness);
                note = prover.checkpoint(stream).orElseThrow(() -> notSealed(stream, seq));
                checkpoints.put(stream, note);
                if (last.isPresent()) seen.put(stream, prover.consistency(stream, last.get(), SignedNote.parse(note)));
            }
            return prover.prove(stream, seq, SignedNote.parse(note)).orElseThrow(() -> notSealed(stream, seq));
        }

        private static EvidenceException notSealed(String stream, long seq) {
            return new EvidenceException("event " + seq + " of stream " + stream
                    + " is not sealed yet, which takes a second while the daemon runs");
        }
    }
}
