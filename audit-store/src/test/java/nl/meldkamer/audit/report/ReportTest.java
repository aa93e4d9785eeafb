package nl.meldkamer.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports over a small store that is always the same. */
class ReportTest {

    private static final ZoneId ZONE = SampleRecord.ZONE;
    private static final Instant LATER = SampleRecord.LATER;
    private static final Period MARCH = SampleRecord.MARCH;
    private static final AppComparison APP = SampleRecord.APP;

    private SealedStore store;

    @BeforeEach
    void open() throws Exception {
        store = SealedStore.open();
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private Report report(ReportKind kind, Period period, Instant now) throws GoneException {
        return new Reporter(store.store().as(Role.READER), store.key(), () -> now)
                .report(new Reporter.Order(kind, period, Optional.empty(), true));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void theSameReportIsTheSameToTheByteInEachForm(ReportFormat format) throws Exception {
        SampleRecord.fill(store);
        for (ReportKind kind : List.of(ReportKind.MONTH, ReportKind.COMPLIANCE, ReportKind.KPI)) {
            Report report = withApp(kind);
            assertThat(report.finished()).isTrue();
            assertThat(report.isValid()).isTrue();
            assertThat(format.write(report)).isEqualTo(format.write(withApp(kind)));
        }
    }

    private Report withApp(ReportKind kind) throws GoneException {
        return new Reporter(store.store().as(Role.READER), store.key(), () -> LATER)
                .report(new Reporter.Order(kind, MARCH, Optional.of(APP), true));
    }

    @Test
    void targetsAreMetOrNotByWhatTheRecordAndTheAppSay() throws Exception {
        SampleRecord.fill(store);
        JsonNode kpis = section(json(withApp(ReportKind.KPI)), "kpi").path("rows");
        assertKpi(kpis.get(0), 90.0, false);
        assertKpi(kpis.get(1), 50.0, false);
        assertKpi(kpis.get(2), 30, true);
        assertKpi(kpis.get(3), 300, true);
        assertKpi(kpis.get(4), 690, true);
        assertKpi(kpis.get(5), 50.0, false);
        assertThat(kpis.get(6).path("met").isNull()).isTrue();
    }

    private static void assertKpi(JsonNode row, double value, boolean met) {
        assertThat(row.path("value").asDouble()).isEqualTo(value);
        assertThat(row.path("met").asBoolean()).isEqualTo(met);
    }

    @Test
    void claimsWithoutAMandateStandApartAndFindingsAreAsOfTheEnd() throws Exception {
        SampleRecord.fill(store);
        JsonNode report = json(withApp(ReportKind.COMPLIANCE));
        JsonNode returns = section(report, "returns");
        assertThat(returns.at("/rows/0/reason").asText()).isEqualTo("MD01");
        assertThat(returns.at("/rows/0/amount").asDouble()).isEqualTo(25);
        assertThat(returns.path("headlines").path("debits returned").asLong()).isEqualTo(3);
        JsonNode findings = section(report, "findings").path("headlines");
        assertThat(findings.path("findings opened").asLong()).isEqualTo(2);
        assertThat(findings.path("findings open at the end").asLong()).isEqualTo(2);
    }

    @Test
    void whatIsRecordedAndDecidedLaterChangesNoReportOfThePast() throws Exception {
        SampleRecord.fill(store);
        String before = ReportFormat.JSON.write(report(ReportKind.MONTH, MARCH, LATER));
        store.at("2026-04-02T09:00:00Z")
                .event("Mandate Creation", "mandate_cancelled", "Failed", "SEPA Mandate/M-2-0", "{}")
                .execute(
                        Role.WRITER,
                        "UPDATE audit.finding SET state = 'closed', settled = '2026-04-02', settled_by = 'x',"
                                + " reason = 'x' WHERE state = 'open'")
                .seal();
        SampleRecord.alert(store, "2026-04-03T10:00:00Z", "3", "alert_acknowledged");
        store.seal();
        assertThat(ReportFormat.JSON.write(report(ReportKind.MONTH, MARCH, LATER.plusSeconds(86400))))
                .isEqualTo(before);
    }

    @Test
    void anAlertThatSomebodyCommentedOnIsNoFalseAlarmThoughItEndedSoon() throws Exception {
        for (String number : List.of("1", "2")) {
            SampleRecord.alert(store, "2026-03-30T11:00:00Z", number, "alert_problem");
            SampleRecord.alert(store, "2026-03-30T11:03:00Z", number, "alert_recovered");
        }
        SampleRecord.alert(store, "2026-03-30T11:02:00Z", "2", "alert_commented");
        SampleRecord.alert(store, "2026-03-30T11:00:00Z", "3", "alert_problem");
        store.seal();
        JsonNode kpis =
                section(json(report(ReportKind.KPI, MARCH, LATER)), "kpi").path("rows");
        assertThat(kpis.findValuesAsText("from"))
                .contains("1 of 2 alerts that ended did so by themselves within 5 minutes, untouched");
    }

    @Test
    void figuresAreOfThePeriodInTheTimeZoneOfTheSite() throws Exception {
        SampleRecord.fill(store);
        JsonNode march = json(report(ReportKind.MONTH, MARCH, LATER));
        JsonNode streams = section(march, "streams").path("rows");
        assertThat(streams.get(1).path("stream").asText()).isEqualTo(SealedStore.STREAM);
        assertThat(streams.get(1).path("first").asLong()).isEqualTo(1);
        assertThat(streams.get(1).path("last").asLong())
                .isEqualTo(streams.get(1).path("as_of_seq").asLong());
        assertThat(streams.get(1).path("missing").asLong()).isZero();
        JsonNode april = json(report(ReportKind.MONTH, Period.month(LocalDate.of(2026, 4, 1), ZONE), LATER));
        assertThat(section(april, "events")
                        .path("headlines")
                        .path("events recorded")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void whereNothingIsRecordedThereIsNoDataAndNoRate() throws Exception {
        JsonNode kpi = json(report(ReportKind.KPI, MARCH, LATER));
        assertThat(section(kpi, "kpi").path("rows")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("value").isNull()).isTrue();
            assertThat(row.path("met").isNull()).isTrue();
        });
        JsonNode month = json(report(ReportKind.MONTH, MARCH, LATER));
        assertThat(section(month, "sepa").path("rows"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.path("rate").isNull()).isTrue());
        assertThat(ReportFormat.HTML.write(report(ReportKind.MONTH, MARCH, LATER)))
                .contains("no data");
        assertThat(ReportFormat.CSV.write(report(ReportKind.KPI, MARCH, LATER))).contains(",value,no data,");
    }

    @Test
    void completenessWithoutTheAppIsNoDataAndSaysWhy() throws Exception {
        SampleRecord.fill(store);
        JsonNode kpi = section(json(report(ReportKind.KPI, MARCH, LATER)), "kpi")
                .path("rows")
                .get(0);
        assertThat(kpi.path("value").isNull()).isTrue();
        assertThat(kpi.path("from").asText()).contains("app's database");
        AppComparison unread = new AppComparison(APP.at(), APP.processes(), 1);
        Report report = new Reporter(store.store().as(Role.READER), store.key(), () -> LATER)
                .report(new Reporter.Order(ReportKind.KPI, MARCH, Optional.of(unread), false));
        assertThat(section(json(report), "kpi")
                        .path("rows")
                        .get(0)
                        .path("value")
                        .isNull())
                .isTrue();
    }

    @Test
    void aReportThatCanStillChangeSaysSo() throws Exception {
        SampleRecord.fill(store);
        assertThat(report(ReportKind.MONTH, MARCH, Instant.parse("2026-03-31T21:00:00Z"))
                        .finished())
                .isFalse();
        assertThat(report(ReportKind.MONTH, MARCH, MARCH.end().plusSeconds(30)).finished())
                .isFalse();
        store.at("2026-04-01T10:00:00Z").event("Alert", "a", "Compliant", "A/B", "{}");
        Report april = report(ReportKind.MONTH, Period.month(LocalDate.of(2026, 4, 1), ZONE), LATER);
        assertThat(april.finished()).isFalse();
        assertThat(ReportFormat.HTML.write(april)).contains("not final");
    }

    @Test
    void whatSomebodyWroteIntoAnEventIsNoMarkupAndNoFormula() throws Exception {
        SampleRecord.fill(store);
        store.at("2026-04-02T10:00:00Z")
                .event("<script>alert('1')</script>", "=HYPERLINK(\"http://x\")", "\u202Etnailpmo", "A&B/\"C\"", "{}")
                .seal();
        Report report = report(ReportKind.MONTH, new Period(MARCH.first(), LocalDate.of(2026, 4, 30), ZONE), LATER);
        assertThat(ReportFormat.HTML.write(report))
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
                .doesNotContain("<script")
                .doesNotContain("\u202E")
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("url(");
        assertThat(ReportFormat.CSV.write(report))
                .contains(",action,\"'=HYPERLINK(\"\"http://x\"\")\",")
                .contains(",reason,'@request 7,")
                .doesNotContainPattern("(?m)(^|,)[=+@-]");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotValid() throws Exception {
        SampleRecord.fill(store);
        SignerKey other = SignerKey.generate("audit/linde", new SecureRandom());
        Report report = new Reporter(store.store().as(Role.READER), other.verifier(), () -> LATER)
                .report(new Reporter.Order(ReportKind.DAY, Period.day(MARCH.first(), ZONE), Optional.empty(), false));
        assertThat(report.isValid()).isFalse();
        assertThat(ReportFormat.HTML.write(report)).contains("INVALID");
    }

    private static JsonNode json(Report report) throws Exception {
        return new ObjectMapper().readTree(ReportFormat.JSON.write(report));
    }

    private static JsonNode section(JsonNode report, String id) {
        return report.path("sections")
                .valueStream()
                .filter(section -> section.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
