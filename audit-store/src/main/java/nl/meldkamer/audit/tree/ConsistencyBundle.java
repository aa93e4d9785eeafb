package nl.meldkamer.audit.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that proves that the tree of one checkpoint is the beginning of that of another, in one document, file
 * extension {@code .tlog-consistency}. UTF-8; each line ends with a line feed.
 *
 * <pre>
 * line        what
 * 1           "meldkamer consistency v1"
 * 2-          base64 of a hash of the consistency path (RFC 9162, section 2.1.4); as many as it takes, maybe none
 * empty line
 * the earlier checkpoint, a {@link SignedNote}
 * empty line
 * the later checkpoint, a {@link SignedNote}
 * </pre>
 */
public record ConsistencyBundle(List<Hash> path, SignedNote earlier, SignedNote later) {
    private static final String HEADER = "meldkamer consistency v1";

    /** A tree can't be higher than 63; a path may have one hash more. */
    private static final int MOST_HASHES = 64;

    /** The first lines, then text and signatures of each note: what stands between has no empty line in it. */
    private static final int SECTIONS = 5;

    public ConsistencyBundle {
        path = List.copyOf(path);
    }

    /** Both checkpoints of a proof that holds. */
    public record Proven(Checkpoint earlier, Checkpoint later) {}

    /** Whether a document is meant to be one. */
    public static boolean isOne(byte[] document) {
        byte[] header = HEADER.getBytes(StandardCharsets.US_ASCII);
        return document.length >= header.length && Arrays.equals(document, 0, header.length, header, 0, header.length);
    }

    public static ConsistencyBundle parse(byte[] document) throws ProofException {
        if (document.length > ProofBundle.MOST_BYTES)
            throw new ProofException("it is larger than " + ProofBundle.MOST_BYTES + " bytes");
        String[] sections = ProofBundle.utf8(document).split("\n\n", -1);
        if (sections.length != SECTIONS) throw new ProofException("it has not two checkpoints");
        return new ConsistencyBundle(
                path(Arrays.asList(sections[0].split("\n", -1))),
                SignedNote.parse(sections[1] + "\n\n" + sections[2] + "\n"),
                SignedNote.parse(sections[3] + "\n\n" + sections[4]));
    }

    private static List<Hash> path(List<String> lines) throws ProofException {
        if (!lines.get(0).equals(HEADER)) throw new ProofException("it does not begin with " + HEADER);
        if (lines.size() - 1 > MOST_HASHES) throw new ProofException("the path is longer than " + MOST_HASHES);
        List<Hash> path = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) path.add(Hash.parse(line, "a hash of the path"));
        return path;
    }

    /**
     * Throws unless this key has signed both checkpoints, they are of one tree, and the earlier is the beginning of the
     * later.
     *
     * @return the checkpoints; whether their origin is the tree that was meant is for the caller to see
     */
    public Proven verify(VerifierKey key) throws ProofException {
        Proven proven = new Proven(Checkpoint.open(earlier, key), Checkpoint.open(later, key));
        if (!proven.earlier.origin().equals(proven.later.origin()))
            throw new ProofException("the checkpoints are of two trees");
        if (proven.earlier.size() > proven.later.size())
            throw new ProofException("the earlier checkpoint has more events than the later one");
        ConsistencyProof proof = new ConsistencyProof(proven.earlier.size(), proven.later.size(), path);
        if (!proof.proves(proven.earlier.root(), proven.later.root()))
            throw new ProofException(
                    "the tree of size " + proof.from() + " is not the beginning of that of " + proof.to());
        return proven;
    }

    /** The document. */
    @Override
    public String toString() {
        StringBuilder document = new StringBuilder(HEADER).append('\n');
        for (Hash hash : path) document.append(hash.base64()).append('\n');
        return document.append('\n').append(earlier).append('\n').append(later).toString();
    }
}
