package nl.meldkamer.agent.send;

import org.jspecify.annotations.Nullable;

/** A line of the input doesn't hold a value. The message says what is expected; of the line it shows at most the key. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(@Nullable String message) {
        // A file of nothing but bad lines must not cost a stack trace for each.
        super(message, null, false, false);
    }
}
