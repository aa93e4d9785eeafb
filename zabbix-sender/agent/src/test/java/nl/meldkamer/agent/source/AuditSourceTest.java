package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.audit.retention.RetentionPlan;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.templates.AuditAspect;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;

class AuditSourceTest {

    private final FakeAuditStatus status = new FakeAuditStatus();
    private final AuditSource source = new AuditSource("audit", status);

    @Test
    void whatIsNotKnownOfAStreamHasNoValue() throws Exception {
        assertThat(ask(AuditAspect.STREAMS).rows().get(0))
                .containsEntry("stream", Optional.of("new"))
                .containsEntry("checkpoint", Optional.empty())
                .containsEntry("size", number("0"))
                .containsEntry("lag", number("1.500"))
                .containsEntry("faults", Optional.empty())
                .containsEntry("verified", Optional.empty());
    }

    @Test
    void aStreamTellsItsCheckpointAndItsFaults() throws Exception {
        assertThat(ask(AuditAspect.STREAMS).rows().get(1))
                .isEqualTo(Map.of(
                        "stream", Optional.of("club/app"),
                        "checkpoint", Optional.of("a note"),
                        "size", number("7"),
                        "lag", number("0.000"),
                        "faults", number("2"),
                        "verified", number("60.000")));
    }

    @Test
    void theAlertsOfNowStandBesideTheirComparisonWithZabbix() throws Exception {
        assertThat(ask(AuditAspect.ALERTS).rows())
                .containsExactly(Map.of(
                        "open", number("3"),
                        "unacknowledged", number("1"),
                        "longest", number("90.000"),
                        "uncounted", number("0"),
                        "brought", number("2"),
                        "failures", number("4"),
                        "compared", number("7.000")));
    }

    @Test
    void aTimeOfNoAlertsHasNoValue() throws Exception {
        assertThat(ask(AuditAspect.ALERT_TIMES).rows().get(0))
                .containsEntry("period", Optional.of("day"))
                .containsEntry("detect_median", number("5.000"))
                .containsEntry("detect_p95", number("9.000"))
                .containsEntry("acknowledge_median", Optional.empty())
                .containsEntry("resolve_p95", Optional.empty())
                .containsEntry("ended", number("4"))
                .containsEntry("noise", number("1"));
    }

    @Test
    void theStoreTellsItsFigures() throws Exception {
        assertThat(ask(AuditAspect.STORE).rows())
                .containsExactly(Map.of(
                        "quarantined", number("1"),
                        "outside", number("2"),
                        "waiting", number("3"),
                        "spooled", number("4"),
                        "seal_failures", number("5"),
                        "report_failures", number("6")));
    }

    @Test
    void whatTheAppExpectsStandsBesideWhatIsRecorded() throws Exception {
        assertThat(ask(AuditAspect.COMPLETENESS).rows().get(0))
                .isEqualTo(Map.of(
                        "process", Optional.of("Bank Submission"),
                        "sepa", Optional.of("yes"),
                        "expected", number("10"),
                        "recorded", number("9")));
        assertThat(ask(AuditAspect.COMPLETENESS).rows().get(1)).containsEntry("sepa", Optional.of("no"));
        assertThat(ask(AuditAspect.SWEEP).rows())
                .containsExactly(Map.of(
                        "expected", number("12"),
                        "recorded", number("11"),
                        "sepa_expected", number("10"),
                        "sepa_recorded", number("9"),
                        "unread", number("1"),
                        "age", number("60")));
    }

    @Test
    void whereNoTablesAreFollowedNothingIsToldOfThem() throws Exception {
        status.follows = false;
        for (AuditAspect aspect : List.of(AuditAspect.COMPLETENESS, AuditAspect.SWEEP, AuditAspect.BANK))
            assertThat(ask(aspect).rows()).as(aspect.name()).isEmpty();
    }

    @Test
    void whatWasNotComparedYetIsNeitherZeroNorADeadSource() {
        status.compared = Optional.empty();
        assertThat(failure(AuditAspect.COMPLETENESS)).isEqualTo(Failure.NOT_YET);
        assertThat(failure(AuditAspect.SWEEP)).isEqualTo(Failure.NOT_YET);
    }

    @Test
    void oldFiguresFailTheirGroupAndNotTheSource() {
        status.late = true;
        assertThat(failure(AuditAspect.COMPLIANCE)).isEqualTo(Failure.OTHER);
        assertThat(failure(AuditAspect.RETURNS)).isEqualTo(Failure.OTHER);
        assertThat(failure(AuditAspect.BANK)).isEqualTo(Failure.OTHER);
    }

    @Test
    void theStateOfRetentionIsTheWorstThatIsTrue() throws Exception {
        status.missing = 0;
        assertThat(state()).isEqualTo(number("0"));
        status.months = List.of(month(Fate.KEEP), month(Fate.HELD));
        assertThat(state()).isEqualTo(number("1"));
        status.months = List.of(month(Fate.OVERDUE), month(Fate.HELD));
        assertThat(state()).isEqualTo(number("2"));
        status.missing = 1;
        assertThat(state()).isEqualTo(number("3"));
    }

    private static RetentionPlan.Entry month(Fate fate) {
        return new RetentionPlan.Entry(YearMonth.of(2026, 1), 5, YearMonth.of(2026, 2), fate);
    }

    private Optional<Object> state() throws Exception {
        return ask(AuditAspect.RETENTION).rows().get(0).get("state");
    }

    private Failure failure(AuditAspect aspect) {
        SourceException thrown = catchThrowableOfType(SourceException.class, () -> ask(aspect));
        return thrown.failure();
    }

    @Test
    void documentsAreCountedByTheirLatestStatus() throws Exception {
        assertThat(ask(AuditAspect.COMPLIANCE).rows())
                .containsExactly(Map.of(
                        "process", Optional.of("Termination"),
                        "sepa", Optional.of("no"),
                        "documents", number("5"),
                        "compliant", number("1"),
                        "exceptions", number("2"),
                        "failed", number("1"),
                        "pending", number("1"),
                        "uncounted", number("7")));
    }

    @Test
    void returnsFindingsAndRetentionAreTold() throws Exception {
        assertThat(ask(AuditAspect.RETURNS).rows())
                .containsExactly(Map.of(
                        "reasons", Optional.of("authorisation"),
                        "collected", number("100"),
                        "returned", number("2"),
                        "amount", number("12.5"),
                        "without_mandate", number("1")));
        assertThat(ask(AuditAspect.FINDINGS).rows().get(0))
                .containsEntry("rule", Optional.of("mandate-cancelled"))
                .containsEntry("open", number("3"))
                .containsEntry("oldest", number("60"));
        assertThat(ask(AuditAspect.RETENTION).rows().get(0))
                .containsEntry("premature", number("4"))
                .containsEntry("state", number("3"))
                .containsEntry("kept", number("0"));
    }

    @Test
    void everyColumnOfTheCatalogueIsThere() throws Exception {
        for (AuditAspect aspect : AuditAspect.values())
            assertThat(ask(aspect).columns())
                    .extracting(Answer.Column::name)
                    .containsExactlyInAnyOrderElementsOf(new Collect.Audit(aspect).columns());
    }

    @Test
    void aStoreThatDoesNotAnswerIsASourceThatIsDown() {
        status.away = true;
        assertThatThrownBy(() -> ask(AuditAspect.STREAMS))
                .isInstanceOf(SourceException.class)
                .hasMessage("source 'audit': the audit store's database does not answer");
    }

    private Answer ask(AuditAspect aspect) throws SourceException {
        return source.ask(new Collect.Audit(aspect), FakeAuditStatus.NOW);
    }

    private static Optional<Object> number(String value) {
        return Optional.of(new BigDecimal(value));
    }
}
