package nl.meldkamer.audit.rule;

import java.math.BigDecimal;
import nl.meldkamer.audit.bank.ReasonGroup;

/**
 * What came back for the reasons of a group.
 *
 * @param withoutMandate those of them for which the debtor says that there was no mandate (MD01)
 */
public record Returned(ReasonGroup group, long debits, BigDecimal amount, long withoutMandate) {

    Returned plus(Returned other) {
        return new Returned(
                group, debits + other.debits, amount.add(other.amount), withoutMandate + other.withoutMandate);
    }
}
