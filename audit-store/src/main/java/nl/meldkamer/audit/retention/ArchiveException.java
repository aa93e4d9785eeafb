package nl.meldkamer.audit.retention;

/** A file of archived events can't be made, or does not prove what is in it; the message says where and why. */
public final class ArchiveException extends Exception {

    private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
