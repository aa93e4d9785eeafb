package nl.meldkamer.audit.ingest;

/** JSON that is no event. The message names the field and never a value. */
public final class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnfitException(String reason) {
        super(reason);
    }
}
