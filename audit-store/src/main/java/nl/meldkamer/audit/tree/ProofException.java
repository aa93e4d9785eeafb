package nl.meldkamer.audit.tree;

/** A key, a note or a proof that can't be read, or that does not hold; the message says what is wrong with it. */
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProofException(String message) {
        super(message);
    }
}
