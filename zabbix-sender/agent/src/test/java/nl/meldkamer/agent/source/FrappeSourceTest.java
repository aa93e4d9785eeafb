package nl.meldkamer.agent.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings.Frappe;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Rest;
import nl.meldkamer.templates.StatefulQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers have the shapes that Frappe 15 gives. */
class FrappeSourceTest {

    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
    private static final String COUNT = "/api/method/frappe.client.get_count";
    private static final Collect.Sql BY_STATUS = rest(
            "SELECT status AS dim, COUNT(*) AS n FROM x",
            new Rest.Count(
                    "Member",
                    Map.of("dim", "status"),
                    List.of("Active", "Pending"),
                    List.of(),
                    Map.of("n", List.of()),
                    Map.of()));

    private static final Collect.Sql DRAFTS = rest(
            "SELECT COUNT(*) AS n, MIN(creation) AS oldest FROM x",
            new Rest.Count(
                    "Member",
                    Map.of(),
                    List.of(),
                    List.of(Rest.Filter.parse("docstatus = 0")),
                    Map.of("n", List.of()),
                    Map.of("oldest", new Rest.Oldest("creation", List.of()))));

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private FrappeSource source;

    @BeforeEach
    void connect() {
        source = new FrappeSource(
                "app",
                new Frappe(
                        "http://127.0.0.1:" + SERVER.getPort(), "key", new Secret("geheim"), Duration.ofSeconds(30)));
    }

    @Test
    void eachOptionIsCountedWithTheToken() throws SourceException {
        count("[]", 1024);
        count("[[\"status\",\"=\",\"Active\"]]", 1024);
        count("[[\"status\",\"=\",\"Pending\"]]", 0);
        List<Map<String, Optional<Object>>> rows = source.ask(BY_STATUS, NOON).rows();
        assertThat(rows).extracting(row -> Cell.text(row, "dim")).containsExactly("Active", "Pending");
        assertThat(rows).extracting(row -> Cell.text(row, "n")).containsExactly("1024", "0");
    }

    @Test
    void whatHasNoneOfTheOptionsIsCountedToo() throws SourceException {
        count("[]", 1030);
        count("[[\"status\",\"=\",\"Active\"]]", 1024);
        count("[[\"status\",\"=\",\"Pending\"]]", 4);
        List<Map<String, Optional<Object>>> rows = source.ask(BY_STATUS, NOON).rows();
        assertThat(rows).extracting(row -> Cell.text(row, "dim")).containsExactly("Active", "Pending", "other");
        assertThat(rows).extracting(row -> Cell.text(row, "n")).containsExactly("1024", "4", "2");
    }

    /** The numbers are not of one moment: somebody joined between the questions. */
    @Test
    void lessThanNothingIsNothing() throws SourceException {
        count("[]", 1024);
        count("[[\"status\",\"=\",\"Active\"]]", 1025);
        count("[[\"status\",\"=\",\"Pending\"]]", 0);
        assertThat(source.ask(BY_STATUS, NOON).rows())
                .extracting(row -> Cell.text(row, "dim"))
                .containsExactly("Active", "Pending");
    }

    @Test
    void theOldestIsTheFirstDocumentThatHasAValue() throws SourceException {
        count("[[\"docstatus\",\"=\",\"0\"]]", 3);
        oldest("{\"data\":[{\"creation\":\"2026-11-20 08:30:00.000000\"}]}");
        assertThat(source.ask(DRAFTS, NOON).rows().get(0).get("oldest"))
                .contains(LocalDateTime.parse("2026-11-20T08:30:00"));
    }

    @Test
    void withoutADocumentThereIsNoOldest() throws SourceException {
        count("[[\"docstatus\",\"=\",\"0\"]]", 0);
        oldest("{\"data\":[]}");
        Map<String, Optional<Object>> row = source.ask(DRAFTS, NOON).rows().get(0);
        assertThat(row.get("oldest")).isEmpty();
        assertThat(Cell.text(row, "n")).isEqualTo("0");
    }

    /** Whoever sees half of a dashboard must be able to trust that half. */
    @Test
    void everyGroupOfTheCatalogueThatSaysHowIsAnswered() {
        SERVER.stubFor(get(urlPathEqualTo(COUNT)).willReturn(aResponse().withBody("{\"message\":7}")));
        SERVER.stubFor(get(urlPathMatching("/api/resource/.*"))
                .willReturn(
                        aResponse().withBody("{\"data\":[{\"name\":\"a\",\"creation\":\"2026-11-20 08:30:00\"}]}")));
        List<Group> served = Catalogues.builtIn("verenigingen").groups().stream()
                .filter(group -> group.collect() instanceof Collect.Sql sql && source.understands(sql))
                .toList();
        assertThat(served).hasSizeGreaterThan(25);
        for (Group group : served)
            assertThat(new Collector(group, source, "host", NOON.getZone(), new Stamps(NOON::toInstant))
                            .collect()
                            .status()
                            .error())
                    .as(group.name())
                    .isEmpty();
    }

    @Test
    void cutoffsAreInTheZoneOfTheSiteAndColumnsThatAreNotGivenHaveNoValue() throws SourceException {
        count("[[\"status\",\"in\",[\"Active\",\"Pending\"]],[\"creation\",\">\",\"2026-11-22 11:00:00.000000\"]]", 3);
        Collect.Sql errors = rest(
                "SELECT COUNT(*) AS h1, COUNT(*) AS kinds FROM x",
                new Rest.Count(
                        "Member",
                        Map.of(),
                        List.of(),
                        List.of(Rest.Filter.parse("status in Active, Pending")),
                        Map.of("h1", List.of(Rest.Filter.parse("creation > :t_1h"))),
                        Map.of()));
        Map<String, Optional<Object>> row = source.ask(errors, NOON).rows().get(0);
        assertThat(Cell.text(row, "h1")).isEqualTo("3");
        assertThat(row.get("kinds")).isEmpty();
    }

    @Test
    void documentsComePageByPage() throws SourceException {
        documents("0", 500, 0);
        documents("500", 2, 500);
        Collect.Sql jobs = rest(
                "SELECT name AS job, last AS last FROM x",
                new Rest.Documents(
                        "Scheduled Job Type",
                        Map.of("job", "name", "last", "last_execution"),
                        List.of(Rest.Filter.parse("stopped = 0"))));
        Answer answer = source.ask(jobs, NOON);
        assertThat(answer.rows()).hasSize(502);
        assertThat(answer.rows().get(501).get("job")).contains("job501");
        assertThat(answer.rows().get(0).get("last")).contains(LocalDateTime.parse("2026-11-22T11:59:00.5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | REFUSED     | check key and secret
                    403 | FORBIDDEN   | let the account read it
                    404 | MISSING     | has no such thing
                    302 | OTHER       | answered with status 302
                    429 | UNREACHABLE | asks for fewer questions
                    500 | UNREACHABLE | is broken (status 500)
                    """)
    void aRefusalIsNamedAndTellsNoSecret(int status, Failure failure, String words) {
        answer(aResponse().withStatus(status).withBody("{\"exc\":\"Jan Jansen NL91ABNA\"}"));
        SourceException e = failed(NOON);
        assertThat(e.failure()).isEqualTo(failure);
        assertThat(e).hasMessageContaining(words);
        assertThat(String.valueOf(e.getMessage())).doesNotContain("geheim", "Jan", "127.0.0.1");
    }

    @Test
    void aServerThatAsksForQuietIsLeftAloneForThatLong() throws SourceException {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));
        assertThat(failed(NOON)).hasMessageContaining("the next is put in 120 s");
        count("[]", 2);
        count("[[\"status\",\"=\",\"Active\"]]", 1);
        count("[[\"status\",\"=\",\"Pending\"]]", 1);
        assertThat(failed(NOON.plusSeconds(119))).hasMessageContaining("is left alone");
        assertThat(source.ask(BY_STATUS, NOON.plusSeconds(121)).rows()).hasSize(2);
    }

    @Test
    void aServerThatStaysBrokenIsAskedLessAndLessOften() {
        answer(aResponse().withStatus(503));
        assertThat(failed(NOON)).hasMessageContaining("in 30 s");
        assertThat(failed(NOON.plusMinutes(1))).hasMessageContaining("in 60 s");
        assertThat(failed(NOON.plusMinutes(3))).hasMessageContaining("in 120 s");
        for (int i = 1; i < 5; i++) failed(NOON.plusHours(i));
        assertThat(failed(NOON.plusHours(9))).hasMessageContaining("in 600 s");
    }

    @Test
    void aLoginPageIsNoAnswer() {
        answer(aResponse().withBody("<!DOCTYPE html><html>Login</html>"));
        assertThat(failed(NOON)).hasMessageContaining("something else than JSON");
    }

    @Test
    void jsonOfAnotherServerIsNoAnswer() {
        answer(aResponse().withBody("{\"status\":\"ok\"}"));
        assertThat(failed(NOON)).hasMessageContaining("is not Frappe's");
    }

    @Test
    void onlyQueriesThatSayHowAreServed() {
        DerivedSource derived = new DerivedSource(source, State.inMemory());
        assertThat(derived.isPartial()).isTrue();
        assertThat(derived.understands(BY_STATUS)).isTrue();
        assertThat(derived.understands(new Collect.Sql(Map.of("", "SELECT 1 AS one"))))
                .isFalse();
        assertThat(derived.understands(new StatefulQuery.OverdueJobs(BY_STATUS)))
                .isTrue();
    }

    private static Collect.Sql rest(String sql, Rest rest) {
        return new Collect.Sql(Map.of("", sql), Optional.of(rest));
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static void count(String filters, int number) {
        SERVER.stubFor(get(urlPathEqualTo(COUNT))
                .withHeader("Authorization", equalTo("token key:geheim"))
                .withQueryParam("doctype", equalTo("Member"))
                .withQueryParam("filters", equalTo(filters))
                .willReturn(aResponse().withBody("{\"message\":" + number + "}")));
    }

    private static void oldest(String body) {
        SERVER.stubFor(get(urlPathEqualTo("/api/resource/Member"))
                .withQueryParam("fields", equalTo("[\"creation\"]"))
                .withQueryParam("filters", equalTo("[[\"docstatus\",\"=\",\"0\"],[\"creation\",\"is\",\"set\"]]"))
                .withQueryParam("order_by", equalTo("creation asc"))
                .withQueryParam("limit_page_length", equalTo("1"))
                .willReturn(aResponse().withBody(body)));
    }

    private static void documents(String start, int number, int first) {
        String data = IntStream.range(first, first + number)
                .mapToObj(i -> "{\"name\":\"job" + i + "\",\"last_execution\":\"2026-11-22 11:59:00.500000\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
        SERVER.stubFor(get(urlPathEqualTo("/api/resource/Scheduled%20Job%20Type"))
                .withQueryParam("limit_start", equalTo(start))
                .withQueryParam("filters", equalTo("[[\"stopped\",\"=\",\"0\"]]"))
                .willReturn(aResponse().withBody(data)));
    }

    private SourceException failed(ZonedDateTime now) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> source.ask(BY_STATUS, now));
        assertThat(failure).as("the question was answered").isNotNull();
        return failure;
    }
}
