package nl.meldkamer.sender;

import java.nio.charset.StandardCharsets;

/** What answered speaks another protocol. The message quotes how its answer begins. */
final class ForeignAnswerException extends MalformedAnswerException {

    private static final long serialVersionUID = 1;

    ForeignAnswerException(byte[] start) {
        super("it begins with '" + printable(start) + "'");
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }
}
