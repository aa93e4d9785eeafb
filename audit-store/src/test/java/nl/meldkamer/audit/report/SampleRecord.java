package nl.meldkamer.audit.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.retention.PolicyTable;
import nl.meldkamer.audit.retention.RetentionPolicy;
import nl.meldkamer.audit.store.Role;

/** A small record of the March of 2026 that is always the same, with something in it for each chapter of a report. */
final class SampleRecord {

    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");
    static final Period MARCH = Period.month(LocalDate.of(2026, 3, 1), ZONE);
    static final AppComparison APP = new AppComparison(
            Instant.parse("2026-04-01T03:00:00Z"),
            List.of(
                    new AppComparison.Expected("Mandate Creation", 4, 4),
                    new AppComparison.Expected("Payment Processing", 6, 5)),
            0);

    private SampleRecord() {}

    static void fill(SealedStore store) throws Exception {
        new PolicyTable(store.store().as(Role.RETENTION), () -> Instant.parse("2026-01-05T09:00:00Z"))
                .adopt(List.of(new RetentionPolicy.Period("Alert", 12, 24)), "treasurer");
        store.at("2026-02-28T22:59:59Z")
                .event("Mandate Creation", "mandate_created", "Compliant", "SEPA Mandate/M-0", "{}");
        for (int day = 1; day <= 28; day++) {
            store.at("2026-03-%02dT09:00:00Z".formatted(day));
            for (int i = 0; i < 1 + day % 4; i++)
                store.event(
                        "Mandate Creation", "mandate_created", "Compliant", "SEPA Mandate/M-" + day + "-" + i, "{}");
        }
        store.at("2026-03-28T10:00:00Z")
                .event("Mandate Creation", "mandate_expired", "Exception", "SEPA Mandate/M-1-0", "{}")
                .event("Batch Generation", "batch_Draft", "Pending Review", "Direct Debit Batch/B-1", "{}")
                .event("Bank Submission", "batch_Failed", "Failed", "Direct Debit Batch/B-2", "{}")
                .event(
                        "Payment Processing",
                        "debit_returned",
                        "Failed",
                        "SEPA Mandate/M-2-0",
                        returned("MD01", "25.00"))
                .event(
                        "Payment Processing",
                        "debit_returned",
                        "Failed",
                        "SEPA Mandate/M-3-0",
                        returned("AM04", "12.50"))
                .event("Payment Processing", "debit_returned", "Failed", "SEPA Mandate/M-3-1", "{\"reason\": 7}");
        alert(store, "2026-03-30T10:00:00Z", "2026-03-30T10:01:30Z", "1", "alert_problem");
        alert(store, "2026-03-30T10:05:00Z", "1", "alert_acknowledged");
        alert(store, "2026-03-30T10:20:00Z", "1", "alert_recovered");
        alert(store, "2026-03-30T11:00:00Z", "2", "alert_problem");
        alert(store, "2026-03-30T11:03:00Z", "2", "alert_recovered");
        alert(store, "2026-03-31T11:00:00Z", "3", "alert_problem");
        finding(store, "mandate-unused", "2026-02-10", "NULL", "open");
        finding(store, "collection-after-end", "2026-03-10", "'2026-03-12'", "closed");
        finding(store, "collection-after-end", "2026-03-11", "'2026-04-12'", "waived");
        store.execute(
                Role.WRITER,
                "INSERT INTO audit.quarantine (source, reason, bytes, arrived) VALUES ('desk', 'not JSON', '', '2026-03-05')");
        store.execute(
                Role.RETENTION,
                "INSERT INTO audit.erasure VALUES ('00000000-0000-7000-8000-000000000001', 'hash', 'erasable',"
                        + " '2026-03-06 12:00:00Z', 'dpo@example.org', '@request 7', '{}')");
        store.seal();
        store.at("2026-03-31T22:00:00Z")
                .event("Mandate Creation", "mandate_created", "Compliant", "SEPA Mandate/M-9", "{}");
        store.seal();
    }

    private static String returned(String reason, String amount) {
        return "{\"reason\": \"" + reason + "\", \"amount\": " + amount + ", \"currency\": \"EUR\"}";
    }

    static void alert(SealedStore store, String moment, String number, String action) {
        alert(store, moment, moment, number, action);
    }

    private static void alert(SealedStore store, String moment, String recorded, String number, String action) {
        store.at(recorded)
                .append(new Event(
                        "linde/alerts",
                        "zabbix",
                        number + action,
                        "Alert",
                        action,
                        "Compliant",
                        new Reference("Zabbix Event", number),
                        null,
                        null,
                        Instant.parse(moment),
                        "{}",
                        null));
    }

    private static void finding(SealedStore store, String rule, String opened, String settled, String state) {
        String by = state.equals("open") ? "NULL, NULL" : "'treasurer', 'put right'";
        store.execute(
                Role.WRITER,
                "INSERT INTO audit.finding (stream, rule, title, subject, severity, basis, evidence, last_seq, opened, state,"
                        + " settled, settled_by, reason) VALUES (1, '" + rule + "', 'A title', '" + opened
                        + "', 'high', 'EPC016-06', '[1]', 1, '" + opened + "', '" + state + "', " + settled + ", " + by
                        + ")");
    }
}
