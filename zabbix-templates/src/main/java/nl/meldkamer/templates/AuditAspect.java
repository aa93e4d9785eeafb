package nl.meldkamer.templates;

import java.util.Set;

/** What can be asked of the daemon's audit store. */
public enum AuditAspect {
    /**
     * A row each with stream, checkpoint (a signed note; absent before the first), size (events sealed), lag
     * (seconds), faults and verified (seconds ago; both absent before it was verified).
     */
    STREAMS("stream checkpoint size lag faults verified"),

    /** One row with quarantined, outside, waiting, spooled, seal_failures, report_failures. */
    STORE("quarantined outside waiting spooled seal_failures report_failures"),

    /**
     * A row for each process of the app's own tables, with what they hold of the last days and what of that is
     * recorded.
     */
    COMPLETENESS("process sepa expected recorded"),

    /**
     * One row with the same of all processes and of those of SEPA, the number of tables that could not be read, and
     * the seconds since; none where no tables are followed.
     */
    SWEEP("expected recorded sepa_expected sepa_recorded unread age"),

    /**
     * A row for each process, with its documents by their latest status; sepa is yes or no; uncounted is the same in
     * all.
     */
    COMPLIANCE("process sepa documents compliant exceptions failed pending uncounted"),

    /** A row for each group of reasons; collected is the same in all. */
    RETURNS("reasons collected returned amount without_mandate"),

    /** A row for each rule; oldest in seconds, 0 where none is open. */
    FINDINGS("rule title severity open oldest"),

    /** One row, in events, with the state: 0 compliant, 1 held, 2 overdue, 3 premature. */
    RETENTION("state premature overdue held due kept"),

    /**
     * One row of now; longest and compared in seconds; brought, failures and compared are absent where alerts are
     * not compared with Zabbix.
     */
    ALERTS("open unacknowledged longest uncounted brought failures compared"),

    /** A row for each period, day and month; seconds, absent where there was nothing to time. */
    ALERT_TIMES(
            "period detect_median detect_p95 acknowledge_median acknowledge_p95 resolve_median resolve_p95 ended noise"),

    /** One row, in files; none without a directory for them. */
    BANK("waiting refused");

    private final String columns;

    AuditAspect(String columns) {
        this.columns = columns;
    }

    Set<String> columns() {
        return Set.of(columns.split(" "));
    }
}
