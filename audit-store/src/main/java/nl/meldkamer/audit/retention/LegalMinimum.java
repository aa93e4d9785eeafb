package nl.meldkamer.audit.retention;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;

/**
 * What a law, or the rulebook that was signed with the bank, wants kept, and for how long. The database has the same in
 * {@code audit.legal_minimum}, so that it can refuse by itself.
 */
enum LegalMinimum {
    /** The administration, with debtors, sales and ledger: seven years. */
    TAX("AWR art. 52(4)", 84),
    /** A mandate serves until 36 months after its last collection, and with it what proves that it was given. */
    MANDATE(
            "EPC016-06 SEPA Direct Debit Core Rulebook 4.1, mandate in use until 36 months after the last collection",
            36);

    private final String law;
    private final int months;

    LegalMinimum(String law, int months) {
        this.law = law;
        this.months = months;
    }

    private List<String> processes() {
        return switch (this) {
            case TAX -> List.of("Payment Processing", "Batch Generation", "Bank Submission", "Volunteer Expense");
            case MANDATE -> List.of("Mandate Creation");
        };
    }

    String law() {
        return law;
    }

    int months() {
        return months;
    }

    boolean governs(String process) {
        return processes().contains(process);
    }

    /** In months; 0 where no law says anything. */
    static int of(String process) {
        return governing(process).map(LegalMinimum::months).orElse(0);
    }

    /** The law that wants a process kept, or that none does. */
    static String basis(String process) {
        return governing(process).map(LegalMinimum::law).orElse("house rule");
    }

    private static Optional<LegalMinimum> governing(String process) {
        return Stream.of(values())
                .filter(law -> law.governs(process))
                .max(Comparator.comparingInt(LegalMinimum::months));
    }

    /** The policy that the laws make by themselves; what none of them governs has no period of its own. */
    static List<Period> periods() {
        return Arrays.stream(values())
                .flatMap(law -> law.processes().stream().map(process -> new Period(process, law.months, null)))
                .toList();
    }
}
