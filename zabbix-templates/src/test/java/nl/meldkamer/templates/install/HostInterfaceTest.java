package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.meldkamer.templates.install.HostInterface.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostInterfaceTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, 127.0.0.1:10050",
        "::1, true, [::1]:10050",
        "agent.example, false, agent.example:10050",
        "10.example, false, 10.example:10050"
    })
    void anAddressIsToldFromAName(String host, boolean isIpAddress, String written) {
        HostInterface at = new HostInterface(Kind.AGENT, host, 10050);
        assertThat(at.isIpAddress()).isEqualTo(isIpAddress);
        assertThat(at).hasToString(written);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> new HostInterface(Kind.JMX, "", 1)).hasMessage("the host of an interface is empty");
        assertThatThrownBy(() -> new HostInterface(Kind.JMX, "h", 0)).hasMessage("port 0 is not in 1..65535");
    }
}
