package nl.meldkamer.audit.store;

/** Another writer has the stream now. Nothing of the transaction may be committed. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException() {
        super("another writer has the stream");
    }
}
