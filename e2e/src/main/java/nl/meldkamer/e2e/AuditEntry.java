package nl.meldkamer.e2e;

import java.time.LocalDateTime;
import java.util.List;

/** A line of the app's own log of what it did with direct debits. */
record AuditEntry(String id, LocalDateTime at, String process, String compliance) {

    static final List<String> PROCESSES =
            List.of("Mandate Creation", "Batch Generation", "Bank Submission", "Payment Processing");
    static final List<String> COMPLIANCES = List.of("Compliant", "Exception", "Failed", "Pending Review");

    Row row() {
        return Row.of("SEPA Audit Log", id, at)
                .set("event_id", id)
                .set("timestamp", at)
                .set("process_type", process)
                .set("action", "demonstration")
                .set("compliance_status", compliance)
                .set("user", "Administrator")
                .set("details", "{}");
    }
}
