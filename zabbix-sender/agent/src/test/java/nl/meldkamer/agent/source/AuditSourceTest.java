package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.audit.bank.ReasonGroup;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.retention.RetentionPlan;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.OpenFindings;
import nl.meldkamer.audit.rule.ProcessCompliance;
import nl.meldkamer.audit.rule.Returned;
import nl.meldkamer.audit.rule.Spread;
import nl.meldkamer.templates.AuditAspect;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;

class AuditSourceTest {

    private static final ZonedDateTime NOW =
            Instant.ofEpochSecond(1_700_000_000).atZone(ZoneOffset.UTC);

    private boolean away;
    private boolean late;
    private boolean follows = true;
    private long missing = 4;
    private List<RetentionPlan.Entry> months = List.of();
    private Optional<AuditStatus.Completeness> compared = Optional.of(new AuditStatus.Completeness(
            List.of(new AuditStatus.Expected("Bank Submission", 10, 9), new AuditStatus.Expected("Termination", 2, 2)),
            1,
            NOW.toInstant().minusSeconds(60)));

    private final AuditSource source = new AuditSource("audit", new AuditStatus() {
        @Override
        public List<Stream> streams() {
            if (away) throw new IllegalStateException("the audit store's database does not answer");
            return List.of(
                    new Stream("new", Optional.empty(), 0, Duration.ofMillis(1500), Optional.empty(), Optional.empty()),
                    new Stream(
                            "club/app",
                            Optional.of("a note"),
                            7,
                            Duration.ZERO,
                            Optional.of(2L),
                            Optional.of(Duration.ofMinutes(1))));
        }

        @Override
        public Store store() {
            return new Store(1, 2, 3, 4, 5, 6);
        }

        @Override
        public boolean comparesTables() {
            return follows;
        }

        @Override
        public Optional<Completeness> completeness() {
            return compared;
        }

        @Override
        public Optional<ComplianceFigures.Figures> compliance() {
            if (late) throw new StaleException("new events have not been read since long");
            return Optional.of(new ComplianceFigures.Figures(
                    NOW.toInstant(),
                    List.of(new ProcessCompliance("Termination", 5, 1, 2, 1, 1)),
                    7,
                    100,
                    List.of(new Returned(ReasonGroup.AUTHORISATION, 2, new BigDecimal("12.5"), 1))));
        }

        @Override
        public Optional<Bank> bank() {
            if (late) throw new UncheckedIOException("no such directory", new IOException());
            return follows ? Optional.of(new Bank(3, 1)) : Optional.empty();
        }

        @Override
        public Optional<Alerts> alerts() {
            return Optional.of(new Alerts(
                    3,
                    1,
                    Duration.ofSeconds(90),
                    0,
                    Optional.of(2L),
                    Optional.of(4L),
                    Optional.of(Duration.ofSeconds(7))));
        }

        @Override
        public List<AlertTimes> alertTimes() {
            Spread detect = new Spread(Duration.ofSeconds(5), Duration.ofSeconds(9));
            return List.of(new AlertTimes("day", Optional.of(detect), Optional.empty(), Optional.empty(), 4, 1));
        }

        @Override
        public List<OpenFindings> findings() {
            return List.of(new OpenFindings(
                    "mandate-cancelled", "a title", "high", 3, NOW.toInstant().minusSeconds(60)));
        }

        @Override
        public Retention.Status retention() {
            return new Retention.Status(new RetentionPlan(1, months), missing, 0);
        }
    });

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
        follows = false;
        for (AuditAspect aspect : List.of(AuditAspect.COMPLETENESS, AuditAspect.SWEEP, AuditAspect.BANK))
            assertThat(ask(aspect).rows()).as(aspect.name()).isEmpty();
    }

    @Test
    void whatWasNotComparedYetIsNeitherZeroNorADeadSource() {
        compared = Optional.empty();
        assertThat(failure(AuditAspect.COMPLETENESS)).isEqualTo(Failure.NOT_YET);
        assertThat(failure(AuditAspect.SWEEP)).isEqualTo(Failure.NOT_YET);
    }

    @Test
    void oldFiguresFailTheirGroupAndNotTheSource() {
        late = true;
        assertThat(failure(AuditAspect.COMPLIANCE)).isEqualTo(Failure.OTHER);
        assertThat(failure(AuditAspect.RETURNS)).isEqualTo(Failure.OTHER);
        assertThat(failure(AuditAspect.BANK)).isEqualTo(Failure.OTHER);
    }

    @Test
    void theStateOfRetentionIsTheWorstThatIsTrue() throws Exception {
        missing = 0;
        assertThat(state()).isEqualTo(number("0"));
        months = List.of(month(Fate.KEEP), month(Fate.HELD));
        assertThat(state()).isEqualTo(number("1"));
        months = List.of(month(Fate.OVERDUE), month(Fate.HELD));
        assertThat(state()).isEqualTo(number("2"));
        missing = 1;
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
        away = true;
        assertThatThrownBy(() -> ask(AuditAspect.STREAMS))
                .isInstanceOf(SourceException.class)
                .hasMessage("source 'audit': the audit store's database does not answer");
    }

    private Answer ask(AuditAspect aspect) throws SourceException {
        return source.ask(new Collect.Audit(aspect), NOW);
    }

    private static Optional<Object> number(String value) {
        return Optional.of(new BigDecimal(value));
    }
}
