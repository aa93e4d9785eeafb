package nl.meldkamer.audit.bank;

/** What a reason says, and with that what is to be done. */
public enum ReasonGroup {
    /** The account is wrong or gone: the mandate is to be blocked, the debit never presented again. */
    ACCOUNT,
    /** Not enough money: may be presented once more. */
    FUNDS,
    /** The debtor says that there is no mandate. Each one needs the evidence of its mandate. */
    AUTHORISATION,
    /** The debtor, or his bank for him, does not want it. */
    CUSTOMER,
    DECEASED,
    /** The bank does not say why; banks use it as well in the place of {@link #FUNDS} and {@link #ACCOUNT}. */
    UNSPECIFIED,
    /** A fault of our own: duplicate, wrong format, missing data. */
    TECHNICAL,
    /** A code that is not in the table. Kept and counted, never guessed at. */
    OTHER
}
