package nl.meldkamer.audit.store;

/** Bytes that are no event; says what is wrong, and never what is in them. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
