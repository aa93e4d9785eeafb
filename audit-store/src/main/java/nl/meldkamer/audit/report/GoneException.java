package nl.meldkamer.audit.report;

/** That some of a period was let go of by the retention policy, so that it can't be counted any more. */
public final class GoneException extends Exception {

    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
