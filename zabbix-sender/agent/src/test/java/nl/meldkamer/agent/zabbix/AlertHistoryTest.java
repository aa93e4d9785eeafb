package nl.meldkamer.agent.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.alert.Act;
import nl.meldkamer.audit.alert.Alert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlertHistoryTest {

    private static final String STORY = """
        [{"eventid":"7","objectid":"15","clock":"1000","name":"Too full","severity":"3","r_eventid":"9",
          "hosts":[{"host":"club"}],
          "acknowledges":[
            {"userid":"1","username":"Admin","clock":"1060","message":"mine","action":"6",
             "old_severity":"0","new_severity":"0"},
            {"userid":"4","clock":"1090","message":"","action":"8","old_severity":"4","new_severity":"3"}]},
         {"eventid":"8","objectid":"16","clock":"1001","name":"Too old","severity":"2","r_eventid":"0",
          "hosts":[{"host":"club"}],"acknowledges":[]}]\
        """;

    private FakeApi server;
    private Api api;
    private AlertHistory history;

    @BeforeEach
    void start() throws IOException {
        start("6.0.14");
    }

    private void start(String version) throws IOException {
        server = new FakeApi(version);
        api = new Api(server.url(), "s3cret", Duration.ofSeconds(30));
        history = new AlertHistory(api, "https://z/api_jsonrpc.php", "club");
        server.answer("host.get", "[{\"hostid\":\"3\"}]");
        server.answer(
                "event.get",
                parameters -> FakeApi.result(
                        parameters.has("selectHosts") ? STORY : "[{\"eventid\":\"9\",\"clock\":\"1200\"}]"));
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @Test
    void aProblemComesWithItsUpdatesAndItsEnd() throws ApiException {
        AlertHistory.Page page = history.from(5, 100);
        assertThat(page.problems()).containsExactlyInAnyOrder("7", "8");
        assertThat(page.last()).hasValue(8);
        assertThat(page.alerts())
                .extracting(Alert::id)
                .containsExactly(
                        "https://z/7/problem",
                        alert("7", new Alert.Update(Set.of(Act.ACKNOWLEDGED, Act.COMMENTED), "mine"), 1060)
                                .id(),
                        alert("7", new Alert.Update(Set.of(Act.SEVERITY_CHANGED), null), 1090)
                                .id(),
                        "https://z/7/recovery",
                        "https://z/8/problem");
        assertThat(page.alerts())
                .extracting(Alert::at)
                .startsWith(Instant.ofEpochSecond(1000))
                .contains(Instant.ofEpochSecond(1200));
    }

    @Test
    void anUpdateNamesWhoMadeItOrElseHisNumber() throws ApiException {
        assertThat(history.from(5, 100).alerts())
                .extracting(Alert::actor)
                .containsExactly(null, "Admin", "user 4", null, null);
    }

    @Test
    void aProblemHasTheSeverityThatItBeganWithAndAChangeHasBoth() throws ApiException {
        List<Alert> alerts = history.from(5, 100).alerts();
        assertThat(alerts.get(0).details()).contains("\"severity\":\"4\"");
        assertThat(alerts.get(2).details()).contains("\"old_severity\":\"4\",\"new_severity\":\"3\"");
        assertThat(alerts.get(1).details())
                .contains("\"update_action\":\"acknowledged, commented\",\"update_message\":\"mine\"")
                .contains("\"told_by\":\"event.get\"");
    }

    @Test
    void itAsksForTheHostsProblemsFromANumberOnAndNotForMoreThanItIsTold() throws ApiException {
        history.from(5, 100);
        assertThat(asked().path("eventid_from").asLong()).isEqualTo(5);
        assertThat(asked().path("hostids").asText()).isEqualTo("3");
        assertThat(asked().path("limit").asInt()).isEqualTo(100);
        assertThat(asked().path("value").asInt()).isEqualTo(1);
        assertThat(asked().has("select_acknowledges")).isTrue();
    }

    @Test
    void aNewerZabbixIsAskedInItsOwnWords() throws Exception {
        stop();
        start("7.0.3");
        history.since(Instant.ofEpochSecond(900), 100);
        assertThat(asked().has("selectAcknowledges")).isTrue();
        assertThat(asked().has("select_acknowledges")).isFalse();
        assertThat(asked().path("time_from").asLong()).isEqualTo(900);
    }

    @Test
    void whoMadeAnUpdateIsFoundByWhatTheWebhookTold() {
        assertThat(history.of(alert("7", new Alert.Update(Set.of(Act.SEVERITY_CHANGED), null), 1090)))
                .contains("user 4");
        assertThat(history.of(alert("7", new Alert.Update(Set.of(Act.SEVERITY_CHANGED), null), 1091)))
                .isEmpty();
        server.answer("event.get", parameters -> FakeApi.error("No."));
        assertThat(history.of(alert("7", new Alert.Update(Set.of(Act.SEVERITY_CHANGED), null), 1090)))
                .isEmpty();
    }

    @Test
    void anEndWithoutAMomentIsNotTold() throws ApiException {
        server.answer("event.get", parameters -> FakeApi.result(parameters.has("selectHosts") ? STORY : "[]"));
        assertThat(history.from(0, 9).alerts()).extracting(Alert::id).doesNotContain("https://z/7/recovery");
    }

    @Test
    void aHostThatIsNotThereIsAFailureAndNotAnEmptyAnswer() {
        server.answer("host.get", "[]");
        assertThatThrownBy(() -> history.from(0, 9))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("there is no host 'club' that the token's user may see");
    }

    private JsonNode asked() {
        return server.calls.stream()
                .filter(call -> call.parameters().has("selectHosts"))
                .findFirst()
                .orElseThrow()
                .parameters();
    }

    private static Alert alert(String problem, Alert.Happening happening, long at) {
        return new Alert("https://z", problem, happening, Instant.ofEpochSecond(at), null, "{}");
    }
}
