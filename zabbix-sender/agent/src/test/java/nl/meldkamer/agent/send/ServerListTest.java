package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nl.meldkamer.sender.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerListTest {

    @ParameterizedTest
    @CsvSource({
        "zabbix.example.org, zabbix.example.org, 10051",
        "zabbix:20051, zabbix, 20051",
        "192.0.2.1:1, 192.0.2.1, 1",
        "::1, ::1, 10051",
        "2001:db8::7, 2001:db8::7, 10051",
        "[::1], ::1, 10051",
        "[2001:db8::7]:65535, 2001:db8::7, 65535",
    })
    void aNodeIsANameOrAnAddressAndMayHaveAPort(String text, String host, int port) throws Exception {
        assertThat(parse(text)).containsExactly(List.of(new Address(host, port)));
    }

    @Test
    void commasPartDestinationsAndSemicolonsTheNodesOfOne() throws Exception {
        assertThat(parse("a;b:2 , c"))
                .containsExactly(
                        List.of(new Address("a", 10051), new Address("b", 2)), List.of(new Address("c", 10051)));
    }

    @Test
    void aDefaultPortIsForThoseWithoutOne() throws Exception {
        assertThat(ServerList.parse(new Setting("a,b:2", "here"), 7))
                .containsExactly(List.of(new Address("a", 7)), List.of(new Address("b", 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,",
                ";a",
                "a b",
                "a:",
                "a:0",
                "a:65536",
                "a:x",
                "a:+1",
                ":1",
                "[::1",
                "[::1]1",
                "[::1]:",
                "[a]:1",
                "[127.0.0.1]:1",
                "1:2:3:4:5:6:7:8:9",
                "a/b",
                "é"
            })
    void whatIsNoAddressIsNamedWithWhereItWasGiven(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("option \"-z\": \"")
                .hasMessageContaining("is not an address");
    }

    @Test
    void anAddressIsGivenOnce() {
        assertThatThrownBy(() -> parse("a:10051;b,a")).hasMessage("option \"-z\": a:10051 is given more than once");
    }

    private static List<List<Address>> parse(String text) throws InvalidSettingsException {
        return ServerList.parse(new Setting(text, "option \"-z\""), Address.DEFAULT_PORT);
    }
}
