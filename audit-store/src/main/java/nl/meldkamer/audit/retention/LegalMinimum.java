package nl.meldkamer.audit.retention;

/** What a law, or the rulebook that was signed with the bank, wants kept, and for how long. */
enum LegalMinimum {
    /** The administration, with debtors, sales and ledger: seven years. */
    TAX("AWR art. 52(4)", 84),
    /** A debit can be claimed back for 13 months; a month more to answer the last claim. */
    MANDATE("EPC016-06 SEPA Direct Debit Core Rulebook, refund period of 13 months", 14);

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
