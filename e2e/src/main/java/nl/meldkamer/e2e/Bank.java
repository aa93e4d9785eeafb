package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the bank and the payment provider say: transactions, statements, and online payments. */
final class Bank {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Row> rows = new ArrayList<>();
    private final Moments moments;
    private final LocalDate today;
    private final LocalDateTime longAgo;
    private final LocalDateTime daysAgo;

    Bank(Moments moments, Health health) {
        this.moments = moments;
        this.today = moments.today();
        this.longAgo = moments.on(today.minusDays(700));
        this.daysAgo = moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(4));
        transaction("Unreconciled", "SEPA Identified", 1, "17.40", today.minusDays(1));
        for (int i = 0; i < 3; i++) mollie("success", moments.ago(MINUTE.multipliedBy(10), MINUTE.multipliedBy(40)));
        if (health == Health.GOOD) return;
        addTransactions();
        addImports();
        addMollie();
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private Row add(String docType, LocalDateTime created) {
        Row row = Row.of(docType, "BANK-ODD-" + (rows.size() + 1), created);
        rows.add(row);
        return row;
    }

    private void addTransactions() {
        for (String processing : List.of("", "Partial - Manual Review Required", "Excess - Manual Review Required"))
            transaction("Pending", processing, 1, "3.25", today.minusDays(6));
        transaction("Unreconciled", null, 1, "3.25", today.minusDays(12));
        transaction("Unreconciled", "Onbekend", 1, "3.25", null);
        transaction("", "Return Processed", 1, "3.25", today);
        transaction("Reconciled", "Manually Reconciled", 1, "3.25", today.minusDays(80));
        for (int docstatus : new int[] {0, 2}) transaction("Pending", "", docstatus, "3.25", today.minusDays(80));
    }

    private void transaction(
            String status, @Nullable String processing, int docstatus, String amount, @Nullable LocalDate date) {
        add("Bank Transaction", daysAgo)
                .set("docstatus", docstatus)
                .set("status", status)
                .set("custom_processing_status", processing)
                .set("unallocated_amount", new BigDecimal(amount))
                .set("date", date);
    }

    /** The association's own statement was imported between one and two days ago. */
    private void addImports() {
        LocalDateTime lately = moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9));
        statement("MT940 File Import", "Failed", lately, 0);
        statement("MT940 File Import", "Failed", daysAgo, 0);
        statement("MT940 File Import", "Failed", lately, 2);
        statement("Mollie Bulk Import", "Failed", moments.ago(DAY.multipliedBy(9), DAY.multipliedBy(12)), 0);
        statement("MT940 File Import", "Completed", longAgo, 1);
        statement("MT940 File Import", "", lately, 0);
        statement("MT940 File Import", null, lately, 0);
        statement("MT940 File Import", "Vreemd", lately, 0);
        statement("MT940 File Import", "In Progress", lately, 0);
        statement("MT940 File Import", "Pending", longAgo, 0);
    }

    private void statement(String type, @Nullable String status, LocalDateTime created, int docstatus) {
        add("MT940 Import", created)
                .set("docstatus", docstatus)
                .set("import_type", type)
                .set("import_status", status)
                .set("statement_to_date", created.toLocalDate());
    }

    private void addMollie() {
        LocalDateTime lately = moments.ago(MINUTE.multipliedBy(10), MINUTE.multipliedBy(40));
        for (int i = 0; i < 6; i++) mollie("failed", lately);
        for (String status : List.of("warning", "", "vreemd")) mollie(status, lately);
        mollie("failed", moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(9)));
    }

    private void mollie(String status, LocalDateTime at) {
        add("Mollie Audit Log", at).set("status", status).set("timestamp", at);
    }
}
