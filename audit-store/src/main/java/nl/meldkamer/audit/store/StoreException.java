package nl.meldkamer.audit.store;

/** The store can't be opened or used; says what to do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
