package nl.meldkamer.agent.spool;

/** The spool could not do what was asked, and did none of it. */
public class SpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpoolException(String message) {
        super(message);
    }

    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
