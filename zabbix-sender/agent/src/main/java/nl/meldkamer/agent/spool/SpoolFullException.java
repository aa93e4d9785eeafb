package nl.meldkamer.agent.spool;

/** There is no room, on the disk or under the limit. Nothing of what was to be written is in the spool; try later. */
public final class SpoolFullException extends SpoolException {

    private static final long serialVersionUID = 1L;

    public SpoolFullException(String message) {
        super(message);
    }

    public SpoolFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
