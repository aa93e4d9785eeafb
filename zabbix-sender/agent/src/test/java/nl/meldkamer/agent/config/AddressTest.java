package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "zabbix.example, zabbix.example, 10051",
        "zabbix.example:1, zabbix.example, 1",
        "192.0.2.1:65535, 192.0.2.1, 65535",
        "2001:db8::1, 2001:db8::1, 10051",
        "[2001:db8::1], 2001:db8::1, 10051",
        "[2001:db8::1]:99, 2001:db8::1, 99"
    })
    void hostAndPortAreToldApart(String text, String host, int port) {
        assertThat(Address.parse(text, 10051)).isEqualTo(new Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":10051", "zabbix:", "zabbix:0", "zabbix:65536", "zabbix:x", "[::1", "[]:1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text, 10051));
    }

    @Test
    void anIpv6AddressIsPrintedInBrackets() {
        assertThat(new Address("::1", 5)).hasToString("[::1]:5");
    }
}
