package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.StatefulQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueJobsTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final FakeQueries queries = new FakeQueries();

    /** The clocks of Amsterdam went forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hourly             |             | 2026-11-22T10:00:03 | 2026-11-22T11:09:00 | 0
                    Hourly             |             | 2026-11-22T10:00:03 | 2026-11-22T11:12:00 | 120
                    Daily              |             | 2026-11-21T00:01:00 | 2026-11-22T02:00:00 | 0
                    Daily              |             | 2026-11-21T00:01:00 | 2026-11-22T03:00:00 | 2160
                    All                |             | 2026-11-22T10:00:00 | 2026-11-22T10:13:00 | 0
                    All                |             | 2026-11-22T10:00:00 | 2026-11-22T10:15:00 | 60
                    Cron               | 0/10 * * * * | 2026-11-22T10:00:00 | 2026-11-22T10:21:00 | 60
                    Daily Maintenance  |             | 2026-11-21T05:00:00 | 2026-11-22T08:00:00 | 0
                    Cron               | 30 2 * * *  | 2026-03-28T02:30:00 | 2026-03-29T05:00:00 | 0
                    Hourly             |             | 2026-03-29T01:00:00 | 2026-03-29T03:05:00 | 0
                    Hourly             |             | 2026-10-25T01:00:00 | 2026-10-25T02:30:00 | 0
                    """)
    void aJobIsOverdueBeyondItsTolerance(
            String frequency, String cron, LocalDateTime last, LocalDateTime now, String overdue)
            throws SourceException {
        Map<String, Optional<Object>> job = only(job(frequency, cron, last), now);
        assertThat(Cell.text(job, "overdue")).isEqualTo(overdue);
        assertThat(Cell.text(job, "late")).isEqualTo(overdue.equals("0") ? "0" : "1");
    }

    @Test
    void aJobThatNeverRanIsDueSinceItWasMade() throws SourceException {
        Map<String, Optional<Object>> job = only(
                FakeQueries.row(
                        "job",
                        "a.b",
                        "frequency",
                        "Hourly",
                        "cron",
                        null,
                        "last_execution",
                        null,
                        "creation",
                        LocalDateTime.parse("2026-11-22T08:30:00")),
                LocalDateTime.parse("2026-11-22T12:00:00"));
        assertThat(job.get("due")).contains(LocalDateTime.parse("2026-11-22T09:00:00"));
        assertThat(Cell.text(job, "late")).isEqualTo("1");
    }

    @Test
    void aPlanThatCannotBeReadIsSaidAndIsNoLateJob() throws SourceException {
        LocalDateTime now = LocalDateTime.parse("2026-11-22T12:00:00");
        for (var row : List.of(job("Cron", "every tuesday", now), job("Fortnightly", null, now))) {
            Map<String, Optional<Object>> job = only(row, now);
            assertThat(job.get("overdue")).isEmpty();
            assertThat(Cell.text(job, "late")).isEqualTo("0");
            assertThat(Cell.text(job, "unreadable")).isEqualTo("1");
        }
    }

    private static Map<String, Optional<Object>> job(String frequency, String cron, LocalDateTime last) {
        return FakeQueries.row(
                "job", "a.b", "frequency", frequency, "cron", cron, "last_execution", last, "creation", last);
    }

    private Map<String, Optional<Object>> only(Map<String, Optional<Object>> row, LocalDateTime now)
            throws SourceException {
        queries.answer(marks -> List.of(row));
        Answer answer = new OverdueJobs(queries, new StatefulQuery.OverdueJobs(FakeQueries.sql("SELECT 1")))
                .answer(ZonedDateTime.of(now, AMSTERDAM));
        assertThat(answer.rows()).hasSize(1);
        return answer.rows().get(0);
    }
}
