package nl.meldkamer.sender;

import java.io.IOException;

/** The request may have been processed, but no answer came that says so. The cause says how the exchange ended. */
final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Address from;
    private final String reason;

    NoAnswerException(Address from, String reason, IOException cause) {
        super(reason, cause);
        this.from = from;
        this.reason = reason;
    }

    Address from() {
        return from;
    }

    String reason() {
        return reason;
    }
}
