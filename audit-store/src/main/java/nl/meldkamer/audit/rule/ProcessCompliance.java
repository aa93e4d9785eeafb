package nl.meldkamer.audit.rule;

import java.util.Set;

/**
 * The documents of a process by their latest status. Those with a status that is no word of the store's are in
 * {@code documents} only, so that they lower a rate and never raise it.
 *
 * @param documents distinct ones, with any status
 * @param pending that wait for a review: neither compliant nor failed yet
 */
public record ProcessCompliance(
        String process, long documents, long compliant, long exceptions, long failed, long pending) {

    private static final Set<String> SEPA =
            Set.of("Mandate Creation", "Batch Generation", "Bank Submission", "Payment Processing");

    /** The processes of SEPA, by the names of the app's own audit log. */
    public static Set<String> sepa() {
        return SEPA;
    }

    /** Whether a process is one of {@link #sepa}. */
    public static boolean isSepa(String process) {
        return SEPA.contains(process);
    }
}
