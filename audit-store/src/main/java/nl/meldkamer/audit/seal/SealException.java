package nl.meldkamer.audit.seal;

/** What is stored contradicts what was signed: nothing more may be signed until a person has looked. */
public final class SealException extends Exception {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
