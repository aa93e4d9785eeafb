package nl.meldkamer.templates.install;

/** The work can't be done or not be finished; the message says why and what to do. */
public final class InstallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InstallException(String message) {
        super(message);
    }

    InstallException(String message, Throwable cause) {
        super(message, cause);
    }
}
