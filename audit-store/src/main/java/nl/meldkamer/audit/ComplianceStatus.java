package nl.meldkamer.audit;

import java.util.Arrays;
import java.util.Optional;

/** The words for whether what happened complied. An event may carry another word: it is kept, and flagged. */
public enum ComplianceStatus {
    COMPLIANT("Compliant"),
    EXCEPTION("Exception"),
    FAILED("Failed"),
    PENDING_REVIEW("Pending Review");

    private final String word;

    ComplianceStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<ComplianceStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }
}
