package nl.meldkamer.audit.privacy;

import java.util.List;

/** A legal hold forbids it; the message has the reason of each. */
public final class HeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HeldException(List<String> reasons) {
        super("under legal hold: " + String.join("; ", reasons));
    }
}
