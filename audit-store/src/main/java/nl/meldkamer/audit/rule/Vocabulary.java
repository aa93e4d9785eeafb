package nl.meldkamer.audit.rule;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sources call the things that rules speak of: the tail of verenigingen, and Zabbix. Other sources use
 * {@link Words}.
 */
final class Vocabulary {

    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            entry("mandate_Active", Set.of(Words.MANDATE_CREATED)),
            entry("mandate_Suspended", Set.of(Words.MANDATE_SUSPENDED)),
            entry("mandate_Cancelled", Set.of(Words.MANDATE_CANCELLED)),
            entry("mandate_Expired", Set.of(Words.MANDATE_EXPIRED)),
            entry("batch_Submitted", Set.of(Words.SUBMITTED)),
            entry("collection_Processed", Set.of(Words.COLLECTED)),
            entry("collection_Successful", Set.of(Words.COLLECTED)),
            entry("collection_Failed", Set.of(Words.RETURN_BOOKED)),
            entry("termination_Draft", Set.of(Words.CREATED)),
            entry("termination_Pending", Set.of(Words.CREATED)),
            entry("termination_Approved", Set.of(Words.APPROVED)),
            entry("termination_Rejected", Set.of(Words.REJECTED)),
            entry("termination_Executed", Set.of(Words.EXECUTED)),
            entry("expense_Submitted", Set.of(Words.CREATED)),
            // Paying it out is the ledger's, so that an approved expense waits for nothing here.
            entry("expense_Approved", Set.of(Words.APPROVED, Words.EXECUTED)),
            entry("expense_Rejected", Set.of(Words.REJECTED)),
            entry("expense_Reimbursed", Set.of(Words.EXECUTED)),
            entry(Words.ALERT_CLOSED, Set.of(Words.ALERT_ACKNOWLEDGED)));

    private static final Map<String, List<String>> FIELDS = Map.of(
            Words.MANDATE, List.of(Words.MANDATE, "mandate_reference", "mandate_id"),
            Words.DUE_DATE, List.of(Words.DUE_DATE, "batch_date"),
            Words.SIGNED, List.of(Words.SIGNED, "sign_date"),
            Words.TYPE, List.of(Words.TYPE, "termination_type"),
            Words.SECOND_APPROVER, List.of(Words.SECOND_APPROVER, "secondary_approver"));

    private static final Map<String, String> ACTORS =
            Map.of(Words.CREATED, "requested_by", Words.APPROVED, "approved_by");

    private Vocabulary() {}

    /** What a source's action means; itself if it is not translated. */
    static Set<String> words(String action) {
        return WORDS.getOrDefault(action, Set.of(action));
    }

    /** Where in the details it may stand. */
    static List<String> fields(String name) {
        return FIELDS.getOrDefault(name, List.of(name));
    }

    /** The fields of details that tell who did it, where that is another than who saved the document last. */
    static List<String> actorFields(Set<String> words) {
        return ACTORS.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
