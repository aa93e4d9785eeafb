package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Decodes UTF-8 and refuses what isn't, where {@link String} would put a replacement character in silence. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes, int start, int end) throws CharacterCodingException {
        String text = new String(bytes, start, end - start, UTF_8);
        // Fast for ASCII, and exact: only a replacement character leaves the question open who put it there.
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes, start, end);
    }

    private static String decodeStrictly(byte[] bytes, int start, int end) throws CharacterCodingException {
        return UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }
}
