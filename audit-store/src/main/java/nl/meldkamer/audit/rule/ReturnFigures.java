package nl.meldkamer.audit.rule;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import nl.meldkamer.audit.bank.ReasonCode;
import nl.meldkamer.audit.bank.ReasonGroup;

/** How many collections came back, and why. Claims that there was no mandate stand apart. Not thread-safe. */
public final class ReturnFigures {

    /** The field of a returned debit's details that holds the bank's code. */
    private static final String REASON = "reason";

    private static final String NO_CODE = "none";

    private final Map<ReasonGroup, Long> counts = new EnumMap<>(ReasonGroup.class);
    private long collected;
    private long returned;
    private long withoutMandate;
    private BigDecimal returnedAmount = BigDecimal.ZERO;

    public void accept(Fact fact) {
        if (fact.is(Words.COLLECTED)) collected++;
        if (!fact.is(Words.RETURNED)) return;
        ReasonCode reason = ReasonCode.of(fact.text(REASON).orElse(NO_CODE));
        returned++;
        returnedAmount = returnedAmount.add(fact.amount().orElse(BigDecimal.ZERO));
        counts.merge(reason.group(), 1L, Long::sum);
        if (reason.code().equals(ReasonCode.NO_MANDATE)) withoutMandate++;
    }

    public Map<ReasonGroup, Long> byGroup() {
        return Collections.unmodifiableMap(counts);
    }

    public BigDecimal returnedAmount() {
        return returnedAmount;
    }

    /** In percent of the collections; empty if there were none. */
    public OptionalDouble rate() {
        return collected == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * returned / collected);
    }

    /** MD01 per 10,000 collections; empty if there were none. */
    public OptionalDouble withoutMandatePerTenThousand() {
        return collected == 0 ? OptionalDouble.empty() : OptionalDouble.of(10_000.0 * withoutMandate / collected);
    }
}
