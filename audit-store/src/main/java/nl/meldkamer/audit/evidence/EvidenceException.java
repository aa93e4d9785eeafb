package nl.meldkamer.audit.evidence;

/** That the evidence can't be given whole, and why. */
public final class EvidenceException extends Exception {

    private static final long serialVersionUID = 1L;

    EvidenceException(String message) {
        super(message);
    }

    EvidenceException(String message, Exception cause) {
        super(message, cause);
    }
}
