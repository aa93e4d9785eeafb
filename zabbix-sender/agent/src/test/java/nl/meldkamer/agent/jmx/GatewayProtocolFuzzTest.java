package nl.meldkamer.agent.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

class GatewayProtocolFuzzTest {

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final Gateway gateway = new Gateway(new BeanReader(beans), "1", "", Optional.empty());

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreARequestThatIsAnsweredOrAreRefused(byte[] request) {
        assertThat(new String(gateway.answer(request), UTF_8)).startsWith("{\"response\":\"");
        try {
            assertThat(GatewayProtocol.read(request).keys()).isNotEmpty();
        } catch (IOException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }
}
