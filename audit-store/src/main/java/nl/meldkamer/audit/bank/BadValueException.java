package nl.meldkamer.audit.bank;

/** A value of a file that is not what its name says; the place is added by whoever knows it. */
final class BadValueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadValueException(String message) {
        super(message);
    }
}
