package nl.meldkamer.e2e;

/** What was asked for cannot be done as things are; the message says why and what to do. Nothing is broken. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
