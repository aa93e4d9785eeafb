package nl.meldkamer.agent.zabbix;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TextHistoryTest {

    private static final long NEWEST = 1_700_000_000;

    private FakeApi server;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = new FakeApi("6.0.14");
        api = new Api(server.url(), "s3cret", Duration.ofSeconds(30));
        server.answer("item.get", "[{\"itemid\":\"7\",\"value_type\":\"4\"}]");
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @Test
    void itHasTheValuesOfTheItemAsTheApiGivesThem() throws ApiException {
        server.answer("history.get", "[{\"clock\":\"1001\",\"value\":\"b\\nc\"},{\"clock\":\"1000\",\"value\":\"a\"}]");
        assertThat(new TextHistory(api).of("club", "k")).containsExactly("b\nc", "a");
        assertThat(server.calls)
                .filteredOn(call -> call.method().equals("history.get"))
                .hasSize(1);
    }

    @Test
    void beforeTheLastThousandItLooksAtEverLongerIntervals() throws ApiException {
        server.answer("history.get", parameters -> {
            long till = parameters.path("time_till").asLong();
            if (till == 0) return FakeApi.result(thousand());
            if (till > 1_600_000_000) return FakeApi.result("[{\"clock\":\"1600000000\",\"value\":\"old\"}]");
            if (till > 1_500_000_000) return FakeApi.result("[{\"clock\":\"1500000000\",\"value\":\"older\"}]");
            return FakeApi.result("[]");
        });
        assertThat(new TextHistory(api).of("club", "k")).hasSize(1002).endsWith("old", "older");
        assertThat(server.calls)
                .filteredOn(call -> call.parameters().has("time_till"))
                .extracting(call -> call.parameters().path("time_till").asLong())
                .containsExactly(NEWEST - 999 - 86_400, 1_600_000_000L - 2 * 86_400, 1_500_000_000L - 4 * 86_400);
    }

    private static String thousand() {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "{\"clock\":\"" + (NEWEST - i) + "\",\"value\":\"v\"}")
                .collect(joining(",", "[", "]"));
    }

    @Test
    void anItemThatIsNotThereIsNoEmptyHistory() {
        server.answer("item.get", "[]");
        assertThatThrownBy(() -> new TextHistory(api).of("club", "k"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("has no text item k");
    }
}
