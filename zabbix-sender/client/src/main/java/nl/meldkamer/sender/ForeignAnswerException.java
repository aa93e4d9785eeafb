package nl.meldkamer.sender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What answered speaks another protocol. The message quotes how its answer begins. */
final class ForeignAnswerException extends MalformedAnswerException {

    private static final long serialVersionUID = 1;
    private static final int QUOTED = 40;

    private ForeignAnswerException(String message) {
        super(message);
    }

    /** Quotes {@code start} and what else is there without waiting for it. */
    static ForeignAnswerException after(byte[] start, InputStream in) throws IOException {
        byte[] more = in.readNBytes(Math.min(in.available(), QUOTED - start.length));
        return new ForeignAnswerException("it begins with '" + printable(start) + printable(more) + "'");
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^ -~]", ".");
    }
}
