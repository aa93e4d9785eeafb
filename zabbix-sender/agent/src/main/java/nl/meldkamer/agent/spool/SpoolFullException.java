package nl.meldkamer.agent.spool;

/** There is no room, on the disk or under the limit. Nothing of what was to be written is in the spool; try later. */
public final class SpoolFullException extends SpoolException {

    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    SpoolFullException(String message, DropReason reason) {
        super(message);
        this.reason = reason;
    }

    SpoolFullException(String message, Throwable cause, DropReason reason) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@link DropReason#REFUSED} by the limit or {@link DropReason#DISK}. */
    public DropReason reason() {
        return reason;
    }
}
