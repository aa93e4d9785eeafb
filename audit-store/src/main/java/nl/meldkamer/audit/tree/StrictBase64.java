package nl.meldkamer.audit.tree;

import java.util.Base64;

/** Base64 of RFC 4648, section 4, in its one form for some bytes: the decoder of the JDK takes several. */
final class StrictBase64 {
    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @param what what the text is, for the message */
    static byte[] decode(String text, String what) throws ProofException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) return bytes;
        } catch (IllegalArgumentException notBase64) {
            // Said below.
        }
        throw new ProofException(what + " is not base64");
    }
}
