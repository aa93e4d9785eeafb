package nl.meldkamer.audit.privacy;

/** A key is missing, or can't be what it should be; the message says which and what to do, and nothing of any key. */
public final class BadKeyException extends Exception {

    private static final long serialVersionUID = 1;

    BadKeyException(String message) {
        super(message);
    }
}
