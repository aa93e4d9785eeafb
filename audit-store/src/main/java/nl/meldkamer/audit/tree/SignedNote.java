package nl.meldkamer.audit.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with signatures (C2SP signed-note v1.0.0). Each line ends with a line feed, and there is no other control
 * character.
 *
 * <pre>
 * text        any lines; that a signature covers it, final line feed included, is for {@link VerifierKey} to say
 * empty line  the last one of the note
 * signatures  one to {@value #MOST_SIGNATURES} lines:
 *                U+2014, space, key name, space, base64 of
 *                offset  size  what
 *                     0     4  key id, big-endian
 *                     4        signature, of 64 bytes when it is Ed25519
 * </pre>
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** Refused above this, so that a hostile note costs no time. The standard asks for 16. */
    public static final int MOST_SIGNATURES = 64;

    private static final String DASH = "\u2014 ";

    /** One line: who signed, and key id and signature in base64. */
    public record Signature(String name, String encoded) {
        static Signature of(String name, int keyId, byte[] signature) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                    .putInt(keyId)
                    .put(signature);
            return new Signature(name, StrictBase64.encode(bytes.array()));
        }

        static Signature parse(String line) throws ProofException {
            int space = line.indexOf(' ', DASH.length());
            if (!line.startsWith(DASH) || space < 0) throw new ProofException("a line is no signature: " + line);
            Signature signature = new Signature(line.substring(DASH.length(), space), line.substring(space + 1));
            KeyName.require(signature.name);
            if (signature.bytes().length <= Integer.BYTES) throw new ProofException("the signature has no bytes");
            return signature;
        }

        private byte[] bytes() throws ProofException {
            return StrictBase64.decode(encoded, "the signature");
        }

        int keyId() throws ProofException {
            return ByteBuffer.wrap(bytes()).getInt();
        }

        byte[] signature() throws ProofException {
            byte[] bytes = bytes();
            return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
        }

        @Override
        public String toString() {
            return DASH + name + " " + encoded + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Reads a note; no signature of it is verified by that. */
    public static SignedNote parse(String note) throws ProofException {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n'))
            throw new ProofException("the note has a control character");
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) throw new ProofException("the note has no signature, or breaks off");
        String[] lines = note.substring(split + 2).split("\n", MOST_SIGNATURES + 2);
        if (lines.length == MOST_SIGNATURES + 2) throw new ProofException("more than 64 signatures");
        List<Signature> signatures = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(0, lines.length - 1)) signatures.add(Signature.parse(line));
        if (signatures.isEmpty()) throw new ProofException("the note has no signature");
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /** The note as it is sent and stored. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
