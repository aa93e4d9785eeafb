package nl.meldkamer.audit.tail;

/** The store did not take what was read; it will be read again. */
final class TailException extends Exception {

    private static final long serialVersionUID = 1L;

    TailException(String message) {
        super(message);
    }
}
