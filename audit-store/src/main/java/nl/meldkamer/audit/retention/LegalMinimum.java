package nl.meldkamer.audit.retention;

/** What a law, or the rulebook that was signed with the bank, wants kept, and for how long. */
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

    String law() {
        return law;
    }

    int months() {
        return months;
    }

    boolean governs(String process) {
        return switch (process) {
            case "Payment Processing", "Batch Generation", "Bank Submission", "Volunteer Expense" -> this == TAX;
            case "Mandate Creation" -> this == MANDATE;
            default -> false;
        };
    }
}
