package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.MonitorLog;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Collect.MonitorLog.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as Frappe 15 writes them. */
class MonitorLogSourceTest {

    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    @TempDir
    private Path directory;

    private Path file;
    private State state;
    private int uuids;

    @BeforeEach
    void log() throws IOException {
        file = Files.createFile(directory.resolve("monitor.json.log"));
        state = State.inMemory();
    }

    @Test
    void requestsAreCountedOverTheTimeThatTheEntriesCover() throws Exception {
        write(request(NOON.minusMinutes(10), "/app", 200, 1));
        ask(View.REQUESTS, NOON.minusMinutes(9));
        for (int i = 1; i <= 100; i++)
            write(request(NOON.minusMinutes(8).plusSeconds(i), "/app", i <= 3 ? 502 : 200, i));
        write(request(NOON.minusMinutes(5), "/app", 429, 3000));
        Map<String, Optional<Object>> row = requests(NOON);
        assertThat(number(row, "requests")).isEqualTo(101);
        assertThat(number(row, "minutes")).isEqualTo(5);
        assertThat(number(row, "errors")).isEqualTo(3);
        assertThat(number(row, "rejected")).isEqualTo(1);
        assertThat(number(row, "p50")).isBetween(50.0, 52.0);
        assertThat(number(row, "p95")).isBetween(95.0, 97.0);
        assertThat(number(row, "p99")).isBetween(99.0, 101.0);
        assertThat(number(row, "avg")).isBetween(79.0, 81.0);
        assertThat(number(row, "slow_1h")).isEqualTo(1);
        assertThat(number(row, "age")).isEqualTo(300);
    }

    @Test
    void aRunThatFindsNothingNewHasNoNumbersButTheAge() throws Exception {
        write(request(NOON.minusMinutes(2), "/app", 200, 5000));
        requests(NOON);
        Map<String, Optional<Object>> row = requests(NOON.plusMinutes(1));
        assertThat(number(row, "age")).isEqualTo(180);
        for (String column : List.of("requests", "minutes", "errors", "rejected", "avg", "p95", "slow_1h"))
            assertThat(row.get(column)).as(column).isEmpty();
    }

    @Test
    void jobsAloneProveThatThereWereNoRequests() throws Exception {
        write(request(NOON.minusMinutes(4), "/app", 200, 5));
        requests(NOON);
        write(job(NOON.minusMinutes(1), "frappe.email.queue.flush", 10, 20));
        Map<String, Optional<Object>> row = requests(NOON);
        assertThat(number(row, "requests")).isZero();
        assertThat(number(row, "minutes")).isEqualTo(3);
        assertThat(row.get("p95")).isEmpty();
    }

    @Test
    void theEntryThatFrappeWritesTwiceCountsOnce() throws Exception {
        String twice = request(NOON.minusMinutes(3), "/app", 200, 5);
        write(twice);
        requests(NOON);
        write(twice, request(NOON.minusMinutes(2), "/app", 200, 5));
        assertThat(number(requests(NOON), "requests")).isEqualTo(1);
    }

    @Test
    void slowRequestsAreForgottenAfterAnHour() throws Exception {
        write(request(NOON.minusMinutes(50), "/app", 200, 2500), request(NOON.minusMinutes(20), "/app", 200, 2500));
        assertThat(number(requests(NOON), "slow_1h")).isEqualTo(2);
        write(request(NOON.plusMinutes(15), "/app", 200, 10));
        assertThat(number(requests(NOON.plusMinutes(20)), "slow_1h")).isEqualTo(1);
    }

    @Test
    void otherSitesOfTheBenchDoNotCount() throws Exception {
        write(
                request(NOON.minusMinutes(3), "/app", 200, 5),
                request(NOON.minusMinutes(2), "/app", 200, 5).replace("linde.example", "eik.example"));
        assertThat(number(requests(NOON), "requests")).isEqualTo(1);
        assertThat(number(requests(NOON), "age")).isEqualTo(120);
    }

    @Test
    void linesThatCannotBeReadAreCountedAndTheRestGoesOn() throws Exception {
        write(
                "",
                "no json",
                "[]",
                "{\"transaction_type\":\"request\"}",
                "{\"duration\":1,\"timestamp\":\"never\"," + "\"transaction_type\":\"request\",\"request\":{}}");
        write(request(NOON.minusMinutes(1), "/app", 200, 5));
        Map<String, Optional<Object>> row = requests(NOON);
        assertThat(number(row, "unreadable")).isEqualTo(4);
        assertThat(number(row, "requests")).isEqualTo(1);
    }

    @Test
    void aTimeWithoutFractionAndOneFromTheFutureAreNoTrouble() throws Exception {
        write(request(NOON.minusMinutes(1), "/app", 200, 5).replace(".000000", ""));
        write(request(NOON.plusMinutes(30), "/app", 200, 5));
        Map<String, Optional<Object>> row = requests(NOON);
        assertThat(number(row, "requests")).isEqualTo(2);
        assertThat(number(row, "age")).isEqualTo(60);
    }

    @Test
    void theFileMayBeRotatedBetweenTwoRunsAndInTheMiddleOfALine() throws Exception {
        write(request(NOON.minusMinutes(5), "/app", 200, 5));
        requests(NOON);
        write(request(NOON.minusMinutes(4), "/app", 200, 5));
        Files.move(file, directory.resolve("monitor.json.log.1"));
        String whole = request(NOON.minusMinutes(3), "/app", 200, 5) + "\n";
        Files.writeString(file, whole.substring(0, 40));
        assertThat(number(requests(NOON), "requests")).isEqualTo(1);
        Files.writeString(file, whole.substring(40), StandardOpenOption.APPEND);
        assertThat(number(requests(NOON), "requests")).isEqualTo(1);
    }

    @Test
    void pathsAreShownWithoutWhatPointsAtAPersonAndStayForADay() throws Exception {
        write(
                request(NOON.minusMinutes(3), "/api/resource/Member/Assoc-Jansen-17", 200, 40),
                request(NOON.minusMinutes(3), "/api/resource/Member/Assoc-Pietersen-18", 200, 60),
                request(NOON.minusMinutes(2), "/jan-de-vries", 200, 10));
        List<Map<String, Optional<Object>>> shown = ask(View.PATHS, NOON);
        assertThat(shown).extracting(row -> Cell.text(row, "path")).containsExactly("(page)", "/api/resource/Member/*");
        assertThat(number(shown.get(1), "avg")).isBetween(49.0, 51.0);
        assertThat(number(shown.get(1), "p95")).isBetween(59.0, 61.0);
        write(request(NOON.plusMinutes(1), "/login", 200, 10));
        List<Map<String, Optional<Object>>> rows = ask(View.PATHS, NOON.plusMinutes(2));
        assertThat(rows).extracting(row -> Cell.text(row, "path")).contains("/api/resource/Member/*", "/login");
        assertThat(number(rows.get(1), "requests")).isZero();
        assertThat(rows.get(1).get("p95")).isEmpty();
        write(request(NOON.plusDays(2), "/login", 200, 10));
        assertThat(ask(View.PATHS, NOON.plusDays(2).plusMinutes(1)))
                .extracting(row -> Cell.text(row, "path"))
                .containsExactly("/login");
    }

    @Test
    void aRunWithoutEntriesKeepsThePathsButHasNoCounts() throws Exception {
        write(request(NOON.minusMinutes(3), "/login", 200, 40));
        ask(View.PATHS, NOON);
        assertThat(ask(View.PATHS, NOON.plusMinutes(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.get("requests")).isEmpty());
    }

    @Test
    void soManyPathsAreKeptAndNoMore() throws Exception {
        for (int i = 0; i < 400; i++) write(request(NOON.minusMinutes(3), "/api/method/app.m" + i, 200, 5));
        assertThat(ask(View.PATHS, NOON)).hasSizeLessThanOrEqualTo(Busiest.MOST_SHOWN);
    }

    @Test
    void jobsHaveTheirTimeAndTheirWait() throws Exception {
        write(
                job(NOON.minusMinutes(3), "app.tasks.daily", 1000, 100),
                job(NOON.minusMinutes(2), "app.tasks.daily", 3000, 200),
                job(NOON.minusMinutes(2), "Jan Jansen <jan@example.nl>", 1, 1));
        List<Map<String, Optional<Object>>> rows = ask(View.JOBS, NOON);
        assertThat(rows).extracting(row -> Cell.text(row, "method")).containsExactly("(other)", "app.tasks.daily");
        assertThat(number(rows.get(1), "runs")).isEqualTo(2);
        assertThat(number(rows.get(1), "p95")).isBetween(2980.0, 3030.0);
        assertThat(number(rows.get(1), "wait_p95")).isBetween(198.0, 202.0);
    }

    @Test
    void viewsReadIndependently() throws Exception {
        write(request(NOON.minusMinutes(3), "/login", 200, 40));
        assertThat(number(requests(NOON), "requests")).isEqualTo(1);
        assertThat(ask(View.PATHS, NOON)).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsSaidWithoutItsDirectory() {
        MonitorLogSource source = source(directory.resolve("jansen").resolve("monitor.json.log"));
        assertThatThrownBy(() -> source.ask(new Collect.MonitorLog(View.REQUESTS), NOON))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no file 'monitor.json.log'")
                .hasMessageNotContaining("jansen");
    }

    private void write(String... lines) throws IOException {
        for (String line : lines) Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }

    private String request(ZonedDateTime at, String path, int status, int millis) {
        return "{\"duration\":" + millis * 1000L + ",\"request\":{\"ip\":\"203.0.113.7\",\"method\":\"GET\",\"path\":\""
                + path + "\",\"response_length\":512,\"status_code\":" + status + "},\"site\":\"linde.example\","
                + "\"timestamp\":\"" + stamp(at) + "\",\"transaction_type\":\"request\",\"uuid\":\"u" + uuids++ + "\"}";
    }

    private String job(ZonedDateTime at, String method, int millis, int wait) {
        return "{\"duration\":" + millis * 1000L + ",\"job\":{\"method\":\"" + method
                + "\",\"scheduled\":true,\"wait\":" + wait * 1000L + "},\"site\":\"linde.example\",\"timestamp\":\""
                + stamp(at) + "\",\"transaction_type\":\"job\",\"uuid\":\"linde.example||u" + uuids++ + "\"}";
    }

    private static String stamp(ZonedDateTime at) {
        return STAMP.format(at.withZoneSameInstant(ZoneOffset.UTC));
    }

    private Map<String, Optional<Object>> requests(ZonedDateTime now) throws SourceException {
        return ask(View.REQUESTS, now).get(0);
    }

    private List<Map<String, Optional<Object>>> ask(View view, ZonedDateTime now) throws SourceException {
        Collect.MonitorLog question = new Collect.MonitorLog(view);
        Answer answer = source(file).ask(question, now);
        assertThat(answer.columns())
                .extracting(Answer.Column::name)
                .containsExactlyInAnyOrderElementsOf(question.columns());
        return answer.rows();
    }

    private MonitorLogSource source(Path log) {
        return new MonitorLogSource(
                "requests", new MonitorLog(log, "linde.example", Duration.ofSeconds(2), List.of()), state);
    }

    private static double number(Map<String, Optional<Object>> row, String column) {
        return Double.parseDouble(Cell.text(row, column));
    }
}
