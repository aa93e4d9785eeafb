package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "zabbix, zabbix, 10051, zabbix:10051",
        "zabbix.example.org:10055, zabbix.example.org, 10055, zabbix.example.org:10055",
        "' 127.0.0.1:1 ', 127.0.0.1, 1, 127.0.0.1:1",
        "[::1], ::1, 10051, [::1]:10051",
        "[fe80::1%eth0]:65535, fe80::1%eth0, 65535, [fe80::1%eth0]:65535",
        "2001:db8::1, 2001:db8::1, 10051, [2001:db8::1]:10051"
    })
    void everyFormIsRead(String text, String host, int port, String written) {
        Address address = Address.parse(text);
        assertThat(address).isEqualTo(new Address(host, port)).hasToString(written);
        assertThat(Address.parse(written)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":10051",
                "a:",
                "a:b",
                "a:0",
                "a:65536",
                "a:999999",
                "[::1",
                "::1]",
                "[]:1",
                "a:1:2",
                "a b:1;"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Address.parseCluster(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNodesOfAClusterArePartedBySemicolons() {
        assertThat(Address.parseCluster("a;b:1; [::1]"))
                .containsExactly(new Address("a", 10051), new Address("b", 1), new Address("::1", 10051));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LocalHost, true",
        "127.0.0.1, true",
        "127.8.9.10, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "128.0.0.1, false",
        "127.0.0.1.example, false",
        "fe80::1, false",
        "zabbix, false"
    })
    void onlyWhatIsPlainlyThisMachineIsLoopback(String host, boolean loopback) {
        assertThat(new Address(host, 10051).isLoopback()).isEqualTo(loopback);
    }
}
