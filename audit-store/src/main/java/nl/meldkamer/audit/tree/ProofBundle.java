package nl.meldkamer.audit.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that proves one record, in one document (C2SP tlog-proof, file extension {@code .tlog-proof}). UTF-8; each
 * line ends with a line feed.
 *
 * <pre>
 * line        what
 * 1           "c2sp.org/tlog-proof@v1"
 * 2           "extra ", base64 of the record's bytes: what the leaf is the hash of
 * 3           "index ", the number of the leaf, from 0
 * 4-          base64 of a hash of the inclusion path, from the leaf up; as many as it takes, maybe none
 * empty line
 * the rest    the checkpoint, a {@link SignedNote}
 * </pre>
 *
 * <p>Immutable.
 */
public final class ProofBundle {
    /** Larger documents are refused. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** A tree can't be higher: its size has 63 bits. */
    private static final int MOST_HASHES = 63;

    private final byte[] data;
    private final InclusionProof inclusion;
    private final SignedNote checkpoint;

    /** A record, where it is in the tree of a checkpoint, and that checkpoint. */
    public ProofBundle(byte[] data, InclusionProof inclusion, SignedNote checkpoint) {
        this.data = data.clone();
        this.inclusion = inclusion;
        this.checkpoint = checkpoint;
    }

    /** A copy of the record's bytes. */
    public byte[] data() {
        return data.clone();
    }

    public InclusionProof inclusion() {
        return inclusion;
    }

    public SignedNote checkpoint() {
        return checkpoint;
    }

    public static ProofBundle parse(byte[] document) throws ProofException {
        if (document.length > MOST_BYTES) throw new ProofException("it is larger than " + MOST_BYTES + " bytes");
        String text = utf8(document);
        int split = text.indexOf("\n\n");
        if (split < 0) throw new ProofException("it has no checkpoint");
        SignedNote note = SignedNote.parse(text.substring(split + 2));
        return parse(Arrays.asList(text.substring(0, split).split("\n", MOST_HASHES + 5)), note);
    }

    static String utf8(byte[] document) throws ProofException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProofException("it is not UTF-8");
        }
    }

    private static ProofBundle parse(List<String> lines, SignedNote note) throws ProofException {
        if (!lines.get(0).equals(HEADER)) throw new ProofException("it does not begin with " + HEADER);
        if (lines.size() < 3) throw new ProofException("it has no record or no index");
        byte[] data = StrictBase64.decode(after(EXTRA, lines.get(1)), "the record");
        long index = Decimal.parse(after(INDEX, lines.get(2)), "the index");
        List<Hash> path = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) path.add(Hash.parse(line, "a hash of the path"));
        if (path.size() > MOST_HASHES) throw new ProofException("the path is longer than " + MOST_HASHES);
        long size = Checkpoint.parse(note.text()).size();
        if (index >= size) throw new ProofException("leaf " + index + " is not in a tree of " + size);
        return new ProofBundle(data, new InclusionProof(index, size, path), note);
    }

    private static String after(String word, String line) throws ProofException {
        if (line.startsWith(word)) return line.substring(word.length());
        throw new ProofException("a line does not begin with \"" + word + "\"");
    }

    /**
     * Throws unless the record is in a tree that this key has signed.
     *
     * @return the checkpoint of that tree; whether its origin is the tree that was meant is for the caller to see
     */
    public Checkpoint verify(VerifierKey key) throws ProofException {
        Checkpoint signed = Checkpoint.open(checkpoint, key);
        if (signed.size() != inclusion.size()) throw new ProofException("the proof is for a tree of another size");
        if (!inclusion.proves(Hash.leaf(data), signed.root())) {
            throw new ProofException("record " + inclusion.index() + " as it stands here is not in the signed tree");
        }
        return signed;
    }

    /** The document. */
    @Override
    public String toString() {
        StringBuilder document = new StringBuilder(HEADER).append('\n');
        document.append(EXTRA).append(StrictBase64.encode(data)).append('\n');
        document.append(INDEX).append(inclusion.index()).append('\n');
        for (Hash hash : inclusion.path()) document.append(hash.base64()).append('\n');
        return document.append('\n').append(checkpoint).toString();
    }
}
