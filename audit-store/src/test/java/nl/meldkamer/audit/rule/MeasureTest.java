package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.bank.ReasonGroup;
import nl.meldkamer.audit.rule.Measure.Window;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Window WINDOW = new Window(START, START.plus(Duration.ofDays(1)));
    private static final Duration HOUR = Duration.ofHours(1);

    private final ComplianceRate rates = new ComplianceRate(WINDOW, 3);

    @Test
    void noDataIsNoPercentage() {
        Measure measure = rates.rate(null, WINDOW.to(), HOUR);
        assertThat(measure.state()).isEqualTo(Measure.State.NO_DATA);
        assertThat(measure.percent()).isEmpty();
        assertThat(ComplianceRate.completeness(List.of(), Set.of("x"), WINDOW, 0, WINDOW.to(), HOUR)
                        .percent())
                .isEmpty();
    }

    @Test
    void theLatestStatusOfEachDocumentCounts() {
        rates.accept(fact(0, "A", "Failed", START));
        rates.accept(fact(1, "A", "Compliant", START));
        rates.accept(fact(2, "B", "Compliant", START));
        rates.accept(fact(3, "B", "Pending Review", START));
        rates.accept(fact(4, "C", "Failed", START.minusNanos(1000)));
        Measure measure = rates.rate("Mandate Creation", WINDOW.to(), HOUR);
        assertThat(measure).isEqualTo(new Measure(1, 2, WINDOW.from(), WINDOW.to(), 4, Measure.State.OK));
        assertThat(measure.percent()).hasValue(50);
        assertThat(rates.count(null, ComplianceStatus.PENDING_REVIEW)).isOne();
        assertThat(rates.rate("Termination", WINDOW.to(), HOUR).percent()).isEmpty();
    }

    @Test
    void aFigureOfLongAgoIsStale() {
        rates.accept(fact(0, "A", "Compliant", START));
        Measure measure = rates.rate(null, WINDOW.to().minus(HOUR).minusNanos(1), HOUR);
        assertThat(measure.state()).isEqualTo(Measure.State.STALE);
        assertThat(measure.percent()).isEmpty();
    }

    @Test
    void whatHasNoRoomIsCounted() {
        for (int i = 0; i < 5; i++) rates.accept(fact(i, "M-" + i, "Compliant", START));
        assertThat(rates.overflowed()).isEqualTo(2);
        assertThat(rates.rate(null, WINDOW.to(), HOUR).denominator()).isEqualTo(3);
    }

    @Test
    void completenessIsWhatWasExpectedAndIsThere() {
        Measure measure = ComplianceRate.completeness(
                List.of("a", "b", "c", "c"), Set.of("a", "c", "x"), WINDOW, 9, WINDOW.to(), HOUR);
        assertThat(measure.numerator()).isEqualTo(2);
        assertThat(measure.denominator()).isEqualTo(3);
        assertThat(measure.asOfSeq()).isEqualTo(9);
    }

    @Test
    void claimsWithoutAMandateStandApart() {
        ReturnFigures figures = new ReturnFigures();
        assertThat(figures.rate()).isEmpty();
        for (int i = 0; i < 100; i++) figures.accept(action("debit_collected", "{}"));
        figures.accept(action("debit_returned", "{\"reason\":\"MD01\",\"amount\":12.50}"));
        figures.accept(action("debit_returned", "{\"reason\":\"AM04\",\"amount\":7.50}"));
        figures.accept(action("debit_returned", "{}"));
        assertThat(figures.rate()).hasValue(3);
        assertThat(figures.withoutMandatePerTenThousand()).hasValue(100);
        assertThat(figures.returnedAmount()).isEqualByComparingTo("20");
        assertThat(figures.byGroup())
                .containsEntry(ReasonGroup.AUTHORISATION, 1L)
                .containsEntry(ReasonGroup.FUNDS, 1L)
                .containsEntry(ReasonGroup.OTHER, 1L);
    }

    private static Fact action(String action, String details) {
        return Fact.of(0, START, event("A", action, "Failed", START, details));
    }

    private static Fact fact(long seq, String reference, String status, Instant occurred) {
        return Fact.of(seq, occurred, event(reference, "mandate_created", status, occurred, "{}"));
    }

    private static Event event(String reference, String action, String status, Instant occurred, String details) {
        return new Event(
                "club/app",
                "app",
                "1",
                "Mandate Creation",
                action,
                status,
                new Reference("SEPA Mandate", reference),
                null,
                null,
                occurred,
                details,
                null);
    }
}
