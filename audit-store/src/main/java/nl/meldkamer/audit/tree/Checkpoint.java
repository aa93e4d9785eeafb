package nl.meldkamer.audit.tree;

import java.util.Arrays;
import java.util.List;

/**
 * What a tree was at some size (C2SP tlog-checkpoint v1.0.0). Each line of its text ends with a line feed:
 *
 * <pre>
 * line  what
 *    1  origin: which tree, such as audit.example.org/association/verenigingen
 *    2  size: how many leaves, in decimal digits without leading zeros
 *    3  root: base64 of the 32 bytes
 *   4-  extensions, none of them empty; of no meaning here
 * </pre>
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    public Checkpoint {
        if (size < 0) throw new IllegalArgumentException("a tree of " + size + " leaves");
        extensions = List.copyOf(extensions);
        if (isNoLine(origin) || extensions.stream().anyMatch(Checkpoint::isNoLine)) {
            throw new IllegalArgumentException("the origin or an extension is empty or not one line");
        }
    }

    private static boolean isNoLine(String text) {
        return text.isEmpty() || text.chars().anyMatch(c -> c < ' ');
    }

    public static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /** Reads the text of a note. Believe it only after {@link VerifierKey#verify}. */
    public static Checkpoint parse(String text) throws ProofException {
        if (!text.endsWith("\n")) throw new ProofException("the checkpoint breaks off");
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) throw new ProofException("the checkpoint has " + lines.size() + " lines, and needs 3");
        if (lines.stream().anyMatch(Checkpoint::isNoLine)) throw new ProofException("the checkpoint has an empty line");
        long size = Decimal.parse(lines.get(1), "the size of the tree");
        Hash root = Hash.parse(lines.get(2), "the root");
        return new Checkpoint(lines.get(0), size, root, lines.subList(3, lines.size()));
    }

    /** Reads a note of which this key vouches for the checkpoint in it. */
    public static Checkpoint open(SignedNote note, VerifierKey key) throws ProofException {
        key.verify(note);
        return parse(note.text());
    }

    public SignedNote sign(SignerKey key) {
        return key.sign(text());
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        for (String extension : extensions) text.append(extension).append('\n');
        return text.toString();
    }
}
