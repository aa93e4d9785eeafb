package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.bank.ReasonGroup;
import org.junit.jupiter.api.Test;

class ComplianceFiguresTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Instant now = START.plus(Duration.ofHours(1));
    private final ComplianceFigures figures = new ComplianceFigures(() -> now, 3);

    @Test
    void untilAllWasReadThereAreNoFigures() {
        figures.accept(fact("A", "Compliant", START));
        assertThat(figures.now()).isEmpty();
        figures.counted();
        assertThat(now().counted()).isEqualTo(now);
        figures.forget();
        assertThat(figures.now()).isEmpty();
        figures.counted();
        assertThat(now().processes()).isEmpty();
    }

    @Test
    void theLatestStatusOfEachDocumentCounts() {
        figures.counted();
        figures.accept(fact("A", "Failed", START));
        figures.accept(fact("A", "Compliant", START));
        figures.accept(fact("B", "Compliant", START));
        figures.accept(fact("B", "Pending Review", START));
        figures.accept(fact("C", "of another word", START));
        assertThat(now().processes()).containsExactly(new ProcessCompliance("Mandate Creation", 3, 1, 0, 0, 1));
    }

    @Test
    void whatWasRecordedLateIsNotTheLatest() {
        figures.counted();
        figures.accept(fact("A", "Compliant", START));
        figures.accept(fact("A", "Failed", START.minusSeconds(1)));
        assertThat(now().processes()).containsExactly(new ProcessCompliance("Mandate Creation", 1, 1, 0, 0, 0));
    }

    @Test
    void eachLineOfADocumentCountsForItself() {
        figures.counted();
        figures.accept(line(1, "Failed"));
        figures.accept(line(2, "Compliant"));
        figures.accept(line(2, "Compliant"));
        assertThat(now().processes()).containsExactly(new ProcessCompliance("Mandate Creation", 2, 1, 0, 1, 0));
    }

    @Test
    void aCollectionThatIsToldOfAgainIsCountedOnce() {
        figures.counted();
        figures.accept(line(1, "Processed"));
        figures.accept(line(1, "Processed"));
        figures.accept(line(2, "Processed"));
        assertThat(now().collected()).isEqualTo(2);
        for (int i = 2; i < 6; i++) figures.accept(line(i, "Processed"));
        assertThat(now().collected()).isEqualTo(3);
        assertThat(now().overflowed()).isEqualTo(4);
        figures.forget();
        figures.counted();
        assertThat(now().collected()).isZero();
        assertThat(now().overflowed()).isZero();
    }

    private static Fact line(int index, String status) {
        String details = "{\"parent\":\"A\",\"idx\":%d,\"status\":\"%s\"}".formatted(index, status);
        return Fact.of(0, START, event("A", "collection_" + status, status, START, details));
    }

    @Test
    void whatHappenedBeforeTheWindowIsForgotten() {
        figures.counted();
        figures.accept(fact("A", "Failed", now.minus(ComplianceFigures.WINDOW).minusMillis(1)));
        assertThat(now().processes()).isEmpty();
        figures.accept(fact("B", "Failed", START));
        figures.accept(action("debit_collected", "{}"));
        now = now.plus(ComplianceFigures.WINDOW);
        assertThat(now().processes()).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(now().collected()).isZero();
    }

    @Test
    void whatHasNoRoomIsCounted() {
        figures.counted();
        for (int i = 0; i < 5; i++) figures.accept(fact("M-" + i, "Compliant", START));
        assertThat(now().overflowed()).isEqualTo(2);
        assertThat(now().processes()).extracting(ProcessCompliance::documents).containsExactly(3L);
    }

    @Test
    void claimsWithoutAMandateStandApart() {
        figures.counted();
        for (int i = 0; i < 100; i++) figures.accept(action("debit_collected", "{}"));
        figures.accept(action("debit_returned", "{\"reason\":\"MD01\",\"amount\":12.50}"));
        figures.accept(action("debit_returned", "{\"reason\":\"AM04\",\"amount\":7.50}"));
        figures.accept(action("debit_returned", "{}"));
        assertThat(now().collected()).isEqualTo(100);
        assertThat(now().returned())
                .hasSameSizeAs(ReasonGroup.values())
                .contains(
                        new Returned(ReasonGroup.AUTHORISATION, 1, new BigDecimal("12.5"), 1),
                        new Returned(ReasonGroup.FUNDS, 1, new BigDecimal("7.5"), 0),
                        new Returned(ReasonGroup.OTHER, 1, BigDecimal.ZERO, 0),
                        new Returned(ReasonGroup.DECEASED, 0, BigDecimal.ZERO, 0));
    }

    @Test
    void theProcessesOfSepaAreKnown() {
        assertThat(ProcessCompliance.isSepa("Bank Submission")).isTrue();
        assertThat(ProcessCompliance.isSepa("Volunteer Expense")).isFalse();
    }

    private ComplianceFigures.Figures now() {
        return figures.now().orElseThrow();
    }

    private static Fact action(String action, String details) {
        return Fact.of(0, START, event("A", action, "Failed", START, details));
    }

    private static Fact fact(String reference, String status, Instant occurred) {
        return Fact.of(0, occurred, event(reference, "mandate_created", status, occurred, "{}"));
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
