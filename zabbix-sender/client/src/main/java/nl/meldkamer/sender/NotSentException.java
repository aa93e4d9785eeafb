package nl.meldkamer.sender;

import java.io.IOException;

/** No byte of the request reached a server. The message says why, for each address that was tried. */
final class NotSentException extends IOException {

    private static final long serialVersionUID = 1;

    private final String reason;

    NotSentException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
