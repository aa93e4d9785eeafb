package nl.meldkamer.audit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A direct debit that did not go through or came back: an R-transaction. Has no personal data: what a bank's file says
 * of the debtor is not read.
 *
 * @param statement the id of the message or the statement that says so
 * @param type when it failed
 * @param batch our own name for the batch that it was in; null where the bank gives none
 * @param endToEndId our own name for the debit; null where the bank gives none
 * @param mandateId the mandate that it was collected under; null where the bank gives none
 * @param reason why; null where the bank gives no code
 * @param amount what was returned, positive; null where a status report has none
 * @param currency three letters, null with the amount
 * @param booked the day that the bank booked it, or made the report
 * @param collected the day that it was, or was to be, collected; null where the bank does not say
 */
public record ReturnedDebit(
        String statement,
        Type type,
        @Nullable String batch,
        @Nullable String endToEndId,
        @Nullable String mandateId,
        @Nullable ReasonCode reason,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable LocalDate booked,
        @Nullable LocalDate collected) {

    /** The kinds that the SEPA direct debit rulebook tells apart and a file can show. */
    public enum Type {
        /** Before settlement. */
        REJECT,
        /** Before settlement, all debits of a batch at once; the report names none of them. */
        BATCH_REJECT,
        /** After settlement, by the debtor's bank, within five business days. */
        RETURN,
        /** After settlement, claimed by the debtor: within eight weeks, or, without a mandate, thirteen months. */
        REFUND,
        /** After settlement, taken back by the creditor himself. */
        REVERSAL
    }
}
