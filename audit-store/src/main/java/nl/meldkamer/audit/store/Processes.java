package nl.meldkamer.audit.store;

import java.util.Set;

/** The processes that are known. Any other is kept all the same, and flagged. */
public final class Processes {
    private static final Set<String> KNOWN = Set.of(
            "Mandate Creation",
            "Batch Generation",
            "Bank Submission",
            "Payment Processing",
            "Member Lifecycle",
            "Volunteer Expense",
            "Termination",
            "Alert",
            "Security",
            "Privacy",
            "Retention",
            "Configuration",
            "System");

    private Processes() {}

    public static Set<String> known() {
        return KNOWN;
    }
}
