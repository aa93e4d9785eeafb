package nl.meldkamer.agent.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryCheckTest {

    private static final String ITEM =
            "{\"itemid\":\"7\",\"value_type\":\"3\",\"history\":\"90d\",\"preprocessing\":[]}";

    private FakeApi server;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = new FakeApi("7.0.22");
        api = new Api(server.url(), "s3cret", Duration.ofSeconds(30));
        server.answer("item.get", "[" + ITEM + "]");
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @Test
    void valuesAreFoundMissingOrTwice() throws ApiException {
        server.answer(
                "history.get",
                "[{\"clock\":\"1000\",\"ns\":\"1\"},{\"clock\":\"1000\",\"ns\":\"3\"},{\"clock\":\"1000\",\"ns\":\"3\"},"
                        + "{\"clock\":\"1001\",\"ns\":\"2\"}]");
        HistoryCheck.Result result = check(sample("k", 1000, 1), sample("k", 1000, 2), sample("k", 1000, 3));
        assertThat(result.found()).isEqualTo(1);
        assertThat(result.missing()).containsExactly(sample("k", 1000, 2));
        assertThat(result.twice()).containsExactly(sample("k", 1000, 3));
        assertThat(result.unchecked()).isEmpty();
    }

    @Test
    void aLongTimeIsAskedForByTheHour() throws ApiException {
        server.answer("history.get", "[]");
        check(sample("k", 1000, 1), sample("k", 1000 + 7200, 1));
        assertThat(server.calls)
                .filteredOn(call -> call.method().equals("history.get"))
                .extracting(call -> call.parameters().path("time_from").asLong() + "-"
                        + call.parameters().path("time_till").asLong())
                .containsExactly("1000-4599", "4600-8199", "8200-8200");
    }

    @Test
    void anItemThatIsNotThereIsNotChecked() throws ApiException {
        server.answer("item.get", "[]");
        assertUnchecked("no item that the token's user may see; a discovery rule, perhaps");
    }

    @Test
    void anItemWithoutHistoryIsNotChecked() throws ApiException {
        server.answer("item.get", "[" + ITEM.replace("90d", "0") + "]");
        assertUnchecked("it keeps no history");
    }

    @Test
    void anItemThatDiscardsValuesIsNotChecked() throws ApiException {
        server.answer("item.get", "[" + ITEM.replace("[]", "[{\"type\":\"20\",\"error_handler\":\"0\"}]") + "]");
        assertUnchecked("its preprocessing discards values");
    }

    @Test
    void aRefusalOfTheApiIsNoResult() {
        server.answer("item.get", parameters -> FakeApi.error("Not authorized."));
        assertThatThrownBy(() -> check(sample("k", 1, 1)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Not authorized.")
                .hasMessageNotContaining("s3cret");
    }

    private void assertUnchecked(String why) throws ApiException {
        HistoryCheck.Result result = check(sample("k", 1, 1), sample("k", 1, 2));
        assertThat(result.unchecked()).containsOnlyKeys("host k: " + why).containsValue(2L);
        assertThat(result.missing()).isEmpty();
    }

    private HistoryCheck.Result check(Sample... samples) throws ApiException {
        return new HistoryCheck(api).run(List.of(samples));
    }

    private static Sample sample(String key, long clock, int ns) {
        return Sample.of("host", key, "1", clock, ns);
    }
}
