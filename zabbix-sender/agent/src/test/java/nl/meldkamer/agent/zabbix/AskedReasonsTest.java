package nl.meldkamer.agent.zabbix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import nl.meldkamer.agent.delivery.RejectionReasons;
import nl.meldkamer.agent.delivery.RejectionReasons.Finding;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AskedReasonsTest {

    private static final String VAGUE = "{\"error\":\"No permissions to referred object or it does not exist.\"}";

    private FakeApi api;
    private AskedReasons reasons;
    private long nanoTime;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi("7.0.22");
        reasons = new AskedReasons(api.url(), "s3cret", () -> nanoTime);
    }

    @AfterEach
    void stop() {
        reasons.close();
        api.close();
    }

    @Test
    void eachValueHasZabbixsOwnReason() {
        pushed("{\"itemid\":1},{\"itemid\":1,\"error\":\"Item is disabled.\"},"
                + "{\"itemid\":1,\"error\":\"Duplicate timestamp found.\"}");
        assertThat(reasons.of(samples(3)))
                .containsExactly(
                        new Finding.Stored(),
                        new Finding.Rejected("Zabbix says: Item is disabled."),
                        new Finding.Stored());
    }

    @Test
    void manyValuesAreAskedForInParts() {
        api.answer(
                "history.push",
                parameters -> FakeApi.result("{\"response\":\"success\",\"data\":["
                        + String.join(",", java.util.Collections.nCopies(parameters.size(), "{\"itemid\":1}")) + "]}"));
        assertThat(reasons.of(samples(AskedReasons.MOST_AT_ONCE + 1)))
                .hasSize(AskedReasons.MOST_AT_ONCE + 1)
                .containsOnly(new Finding.Stored());
        assertThat(api.methods()).containsExactly("history.push", "history.push");
    }

    @Test
    void anUnknownHostIsToldFromAnUnknownKey() {
        pushed(VAGUE);
        api.answer("host.get", "[]");
        assertThat(only()).startsWith("unknown host: ");
        api.answer("host.get", "[{\"hostid\":\"10\",\"status\":\"0\",\"tls_accept\":\"1\"}]");
        api.answer("item.get", "[]");
        assertThat(only()).isEqualTo("unknown key: the host has no item with it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "type":"7"                                       | "status":"0"                       | wrong type:
                "type":"2","status":"1"                          | "status":"0"                       | disabled: the item
                "type":"2","status":"0","trapper_hosts":"10.1.1.1" | "status":"0"                     | not allowed, it seems
                "type":"19","allow_traps":"0"                    | "status":"0"                       | wrong type:
                "type":"19","allow_traps":"1","status":"0"       | "status":"1"                       | disabled: the host
                "type":"2","status":"0"                          | "status":"0","proxy_hostid":"12"   | proxy:
                "type":"2","status":"0"                          | "status":"0","monitored_by":"1"    | proxy:
                "type":"2","status":"0"                          | "status":"0","tls_accept":"2"      | TLS identity, it seems
                "type":"2","status":"0"                          | "status":"0","tls_accept":"3"      | Zabbix rejected it
                """)
    void withoutHistoryPushTheRulesAreLookedAt(String item, String host, String reason) throws IOException {
        try (FakeApi old = new FakeApi("6.0.14");
                AskedReasons asked = new AskedReasons(old.url(), "s3cret", () -> nanoTime)) {
            old.answer("host.get", "[{\"hostid\":\"10\"," + host + "}]");
            old.answer("item.get", "[{\"itemid\":\"5\"," + item + "}]");
            assertThat(((Finding.Rejected) asked.of(samples(1)).get(0)).reason())
                    .startsWith(reason);
            assertThat(old.calls)
                    .filteredOn(call -> call.method().endsWith(".get"))
                    .hasSize(2)
                    .allMatch(call -> call.authorisation().equals("auth s3cret"));
        }
    }

    @Test
    void whatHistoryPushCannotCarryIsLookedUp() {
        api.answer("host.get", "[]");
        assertThat(reasons.of(List.of(Sample.notSupported("host", "key", "why", 1, 2))))
                .singleElement()
                .asString()
                .contains("unknown host");
        assertThat(api.methods()).containsExactly("apiinfo.version", "host.get");
    }

    @Test
    void aTokenWithoutRightsIsToldOf() {
        api.answer("history.push", parameters -> FakeApi.error("No permissions to call history.push."));
        api.answer("host.get", parameters -> FakeApi.error("Not authorized."));
        assertThat(only())
                .startsWith(RejectionReasons.UNTOLD)
                .contains("Not authorized.", "No permissions to call")
                .doesNotContain("s3cret");
    }

    @Test
    void anApiThatIsAwayIsToldOfAndNotAskedAgainForAMinute() {
        api.close();
        assertThat(only()).contains("the API was not reached");
        assertThat(only()).contains("the API did not answer just now");
        nanoTime += AskedReasons.QUIET.toNanos();
        assertThat(only()).contains("the API was not reached");
    }

    @Test
    void anAnswerThatMakesNoSenseLeavesOpenWhetherItWasStored() {
        api.answer("history.push", "{\"response\":\"success\",\"data\":[]}");
        assertThat(only()).contains("whether history.push has stored it is not known either");
    }

    @Test
    void anAddressOfSomethingElseIsToldOf() {
        AskedReasons elsewhere = new AskedReasons(URI.create(api.url() + "/nowhere.php"), "t", () -> nanoTime);
        assertThat(((Finding.Rejected) elsewhere.of(samples(1)).get(0)).reason())
                .startsWith(RejectionReasons.UNTOLD);
        elsewhere.close();
    }

    private void pushed(String data) {
        api.answer("history.push", "{\"response\":\"success\",\"data\":[" + data + "]}");
    }

    private String only() {
        return ((Finding.Rejected) reasons.of(samples(1)).get(0)).reason();
    }

    private static List<Sample> samples(int count) {
        return IntStream.range(0, count)
                .mapToObj(ns -> Sample.of("host", "key", "1", 1_700_000_000, ns))
                .toList();
    }
}
