package nl.meldkamer.audit.tree;

import java.util.Arrays;
import java.util.List;

/**
 * What a producer gets at once, before its event is sealed: a promise, signed, that this leaf is at this place. A proof
 * of inclusion of the same leaf keeps it; one of another leaf at that place, or none, breaks it. A signed note, each
 * line of whose text ends with a line feed:
 *
 * <pre>
 * line  what
 *    1  "meldkamer receipt v1"; no checkpoint can have it there, for want of a size in line 2
 *    2  origin: which tree
 *    3  seq: which leaf, in decimal digits without leading zeros
 *    4  base64 of the hash of the leaf
 * </pre>
 */
public record Receipt(String origin, long seq, Hash leaf) {
    private static final String HEADER = "meldkamer receipt v1";

    /** One signature, about a quarter of a millisecond. */
    public SignedNote sign(SignerKey key) {
        return key.sign(text());
    }

    String text() {
        return HEADER + "\n" + origin + "\n" + seq + "\n" + leaf.base64() + "\n";
    }

    /** Reads a receipt that this key has signed. */
    public static Receipt open(SignedNote note, VerifierKey key) throws ProofException {
        key.verify(note);
        return parse(note.text());
    }

    /** Reads what {@link #text} has written; who signed it is not asked. */
    static Receipt parse(String text) throws ProofException {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        boolean whole =
                lines.size() == 5 && lines.get(0).equals(HEADER) && lines.get(4).isEmpty();
        if (!whole) throw new ProofException("it is no receipt");
        long seq = Decimal.parse(lines.get(2), "the number of the event");
        return new Receipt(lines.get(1), seq, Hash.parse(lines.get(3), "the hash of the event"));
    }

    /** Throws unless a proof, which was verified, is of what was promised here. */
    public void requireKeptBy(ProofBundle proof) throws ProofException {
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
        if (!checkpoint.origin().equals(origin)) throw new ProofException("the proof is about another tree");
        boolean kept =
                proof.inclusion().index() == seq && Hash.leaf(proof.data()).equals(leaf);
        if (!kept) throw new ProofException("the receipt for number " + seq + " was for another event");
    }
}
