package nl.meldkamer.audit.rule;

/**
 * The actions and the names in details that rules understand. {@link Vocabulary} translates what some sources call
 * them; a source that uses others is not judged by them.
 */
public final class Words {

    public static final String MANDATE_CREATED = "mandate_created";
    public static final String MANDATE_SUSPENDED = "mandate_suspended";
    public static final String MANDATE_CANCELLED = "mandate_cancelled";
    public static final String MANDATE_EXPIRED = "mandate_expired";
    public static final String PRENOTIFIED = "debit_prenotified";
    public static final String SUBMITTED = "debit_submitted";
    /** Details: mandate, end_to_end_id, due_date, amount, sequence_type. */
    public static final String COLLECTED = "debit_collected";
    /** Details: mandate, end_to_end_id, reason, amount. */
    public static final String RETURNED = "debit_returned";

    public static final String RETURN_BOOKED = "return_booked";
    public static final String CREATED = "created";
    public static final String APPROVED = "approved";
    public static final String REJECTED = "rejected";
    public static final String EXECUTED = "executed";
    public static final String ALERT_PROBLEM = "alert_problem";
    public static final String ALERT_ACKNOWLEDGED = "alert_acknowledged";
    public static final String ALERT_UNACKNOWLEDGED = "alert_unacknowledged";
    public static final String ALERT_CLOSED = "alert_closed";
    public static final String ALERT_RECOVERED = "alert_recovered";
    /** Nobody can say any more what became of it. */
    public static final String ALERT_UNSEEN = "alert_unseen";

    public static final String DROPPED_EARLY = "retention_premature";

    public static final String DUE_DATE = "due_date";
    public static final String END_TO_END_ID = "end_to_end_id";
    public static final String SIGNED = "signed";
    public static final String SEQUENCE_TYPE = "sequence_type";
    public static final String CLAIMANT = "claimant";
    public static final String TYPE = "type";
    public static final String DOCUMENT = "document";
    public static final String SECOND_APPROVER = "second_approver";
    public static final String MANDATE = "mandate";

    private Words() {}
}
