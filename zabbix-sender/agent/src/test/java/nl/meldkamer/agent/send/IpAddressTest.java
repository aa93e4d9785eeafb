package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.249.199.0, 255.249.199.0",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::7, 2001:db8:0:0:0:0:0:7",
        "::ffff:192.0.2.1, 192.0.2.1",
    })
    void anAddressIsRead(String text, String address) {
        assertThat(IpAddress.parse(text)).map(InetAddress::getHostAddress).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                "01.2.3.4",
                "::g",
                ":",
                "1:2",
                "1.2.3.4:5"
            })
    void anythingElseIsNotAndNoNameServerIsAsked(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
