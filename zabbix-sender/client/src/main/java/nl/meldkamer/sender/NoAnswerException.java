package nl.meldkamer.sender;

import java.io.IOException;

/** The request may have been processed, but no answer came that says so. The cause says how the exchange ended. */
final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    private final String reason;

    NoAnswerException(String reason, IOException cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
