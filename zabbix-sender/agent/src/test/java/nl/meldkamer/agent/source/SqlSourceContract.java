package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;

/** What every database must pass, on a real server: what it answers, after all that it must not answer. */
abstract class SqlSourceContract extends SqlFailureContract {

    @Test
    void rowsComeInTheTypesThatExpressionsTake() throws SourceException {
        server().execute(
                        "site",
                        "INSERT INTO \"tabMember\" VALUES ('m1', 12.500000, 1, 0.25, '2026-02-28', '2026-02-28 23:59:59.123456')");
        Answer answer = ask("SELECT * FROM \"tabMember\"");
        assertThat(answer.columns())
                .containsExactly(
                        new Column("name", Kind.TEXT),
                        new Column("amount", Kind.NUMBER),
                        new Column("paid", Kind.NUMBER),
                        new Column("share", Kind.NUMBER),
                        new Column("joined", Kind.MOMENT),
                        new Column("modified", Kind.MOMENT));
        assertThat(answer.rows())
                .containsExactly(Map.of(
                        "name", Optional.of("m1"),
                        "amount", Optional.of(new BigDecimal("12.500000")),
                        "paid", Optional.of(new BigDecimal("1")),
                        "share", Optional.of(new BigDecimal("0.25")),
                        "joined", Optional.of(LocalDate.of(2026, 2, 28)),
                        "modified", Optional.of(LocalDateTime.of(2026, 2, 28, 23, 59, 59, 123_456_000))));
    }

    @Test
    void nullIsAnAbsentValueInEveryType() throws SourceException {
        server().execute("site", "INSERT INTO \"tabMember\" VALUES (NULL, NULL, NULL, NULL, NULL, NULL)");
        assertThat(ask("SELECT * FROM \"tabMember\"").rows().get(0).values())
                .hasSize(6)
                .containsOnly(Optional.empty());
    }

    @Test
    void columnsAreKnownWithoutRows() throws SourceException {
        Answer answer =
                ask("SELECT name AS dim, COUNT(*) AS n, MIN(modified) AS oldest FROM \"tabMember\" GROUP BY name");
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.columns())
                .containsExactly(
                        new Column("dim", Kind.TEXT), new Column("n", Kind.NUMBER), new Column("oldest", Kind.MOMENT));
    }

    @Test
    void aCountIsANumber() throws SourceException {
        assertThat(ask("SELECT COUNT(*) AS n, COALESCE(SUM(paid), 0) AS paid FROM \"tabMember\"")
                        .rows())
                .containsExactly(Map.of("n", Optional.of(BigDecimal.ZERO), "paid", Optional.of(BigDecimal.ZERO)));
    }

    @Test
    void cutOffsAreBoundInTheSitesZoneWhateverTheMachinesZoneIs() throws SourceException {
        TimeZone machine = TimeZone.getDefault();
        try {
            // Half past two does not exist on this day in the machine's zone.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Amsterdam"));
            ZonedDateTime now = ZonedDateTime.of(2026, 3, 29, 4, 30, 0, 123_456_789, ZoneId.of("America/New_York"));
            Answer answer =
                    source.ask(sql("SELECT CAST(:t_2h AS " + momentType() + ") AS t, CAST(:d_m1mo AS DATE) AS d"), now);
            assertThat(answer.rows())
                    .containsExactly(Map.of(
                            "t", Optional.of(LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
                            "d", Optional.of(LocalDate.of(2026, 2, 28))));
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    abstract String momentType();

    @Test
    void aSourceIdentifiesWhatAnswers() throws SourceException {
        assertThat(source.identify())
                .contains(
                        server().settings().engine().title(), server().address().toString(), "database 'site'")
                .doesNotContain("right");
    }

    @Test
    void thePingTellsTimeAndClock() throws SourceException {
        ZonedDateTime slow = ZonedDateTime.now(ZoneId.of("Asia/Kathmandu")).minusMinutes(10);
        Map<String, Optional<Object>> row =
                source.ask(new Collect.Ping(), slow).rows().get(0);
        assertThat((BigDecimal) row.get("latency_ms").orElseThrow()).isPositive();
        assertThat((BigDecimal) row.get("clock_ahead").orElseThrow())
                .isBetween(BigDecimal.valueOf(599), BigDecimal.valueOf(601));
    }

    @Test
    void aTableIsReadPageByPageThoughManyRowsAreOfOneMoment() throws SourceException {
        for (String name : new String[] {"m1", "m2", "m3"})
            server().execute(
                            "site",
                            "INSERT INTO \"tabMember\" VALUES ('" + name
                                    + "', 1, 1, 1, '2026-02-28', '2026-02-28 23:59:59.123456')");
        Collect.Sql page = new Collect.Sql(Map.of("", """
                SELECT "name" AS entity, "modified" AS modified FROM "tabMember"
                WHERE "modified" >= :watermark AND ("modified" > :watermark OR "name" > :after)
                ORDER BY "modified", "name" LIMIT :page
                """));
        LocalDateTime moment = LocalDateTime.of(2026, 2, 28, 23, 59, 59, 123_456_000);
        assertThat(entities(page, moment, "", 2)).containsExactly("m1", "m2");
        assertThat(entities(page, moment, "m2", 2)).containsExactly("m3");
        assertThat(entities(page, moment.plusNanos(1000), "", 2)).isEmpty();
    }

    private List<String> entities(Collect.Sql page, LocalDateTime watermark, String after, int size)
            throws SourceException {
        return source.ask(page, NOW, Map.of("watermark", watermark, "after", after, "page", size)).rows().stream()
                .map(row -> Cell.text(row, "entity"))
                .toList();
    }
}
