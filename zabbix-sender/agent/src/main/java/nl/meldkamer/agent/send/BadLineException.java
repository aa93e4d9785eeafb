package nl.meldkamer.agent.send;

/** A line of the input doesn't hold a value. The message says what is expected, without the line's own text. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
        // A file of nothing but bad lines must not cost a stack trace for each.
        super(message, null, false, false);
    }
}
