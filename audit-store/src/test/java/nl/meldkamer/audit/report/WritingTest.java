package nl.meldkamer.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what stands in a report is written. */
class WritingTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "  @x", "＝1"})
    void aFormulaIsATextToASpreadsheet(String formula) {
        assertThat(CsvLine.of(List.of(formula)).replace("\"", "")).startsWith("'" + formula.substring(0, 1));
    }

    @Test
    void anOrdinaryTextIsLeftAsItIs() {
        assertThat(CsvLine.of(List.of("a-b", "1=2", "x@y", ""))).isEqualTo("a-b,1=2,x@y,\r\n");
        assertThat(CsvLine.of(List.of("a,b", "say \"no\"", "two\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    @Test
    void noTextIsMarkup() {
        String html = new Html()
                .element("p", "<b>&\"'\u0000\u202E", "title", "\"><script>")
                .toString();
        assertThat(html).contains("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&quot;&#39;\uFFFD\uFFFD</p>");
    }

    @Test
    void whatIsOpenedIsClosed() {
        Html html = new Html().open("p");
        assertThatThrownBy(html::toString)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("p");
    }

    @Test
    void aShareOfNothingIsNoDataAndAlmostAllIsNotAll() {
        assertThat(Cell.share(0, 0)).isEqualTo(new Cell.NoData());
        assertThat(Wording.plain(Cell.share(9999, 10000))).isEqualTo("99.9");
        assertThat(Wording.plain(Cell.share(3, 3))).isEqualTo("100.0");
        assertThat(Wording.plain(new Cell.NoData())).isEqualTo("no data");
    }

    @Test
    void aValueReadsWell() {
        ZoneId zone = ZoneOffset.UTC;
        assertThat(Wording.forPeople(Cell.count(1_234_567), zone)).isEqualTo("1,234,567");
        assertThat(Wording.forPeople(new Cell.Time(Duration.ofSeconds(610)), zone))
                .isEqualTo("10 min 10 s");
        assertThat(Wording.forPeople(new Cell.Time(Duration.ofHours(50)), zone)).isEqualTo("2 d 2 h");
        assertThat(Wording.heading("legal_basis")).isEqualTo("Legal basis");
    }

    @Test
    void theScaleOfAChartHasFewTicks() {
        assertThat(SvgChart.step(0)).isEqualTo(1);
        assertThat(SvgChart.step(5)).isEqualTo(1);
        assertThat(SvgChart.step(6)).isEqualTo(2);
        assertThat(SvgChart.step(1234)).isEqualTo(500);
        assertThat(SvgChart.step(10_000_000)).isEqualTo(2_000_000);
    }

    @Test
    void periodsAreWholeAndNamed() {
        LocalDate day = LocalDate.of(2027, 1, 2);
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        assertThat(ReportKind.WEEK.periodOf(day, zone)).hasToString("2026-12-28 to 2027-01-03");
        assertThat(ReportKind.WEEK.fileName(ReportKind.WEEK.periodOf(day, zone)))
                .isEqualTo("week-2026-W53");
        assertThat(ReportKind.DAY.fileName(Period.day(day, zone))).isEqualTo("day-2027-01-02");
        assertThat(ReportKind.KPI.fileName(Period.month(day, zone))).isEqualTo("kpi-2027-01");
        assertThat(ReportKind.MONTH.before(Period.month(day, zone))).hasToString("2026-12-01 to 2026-12-31");
        Period spring = Period.day(LocalDate.of(2026, 3, 29), zone);
        assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(23));
    }
}
