package nl.meldkamer.agent.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.GatewaySettings;
import nl.meldkamer.agent.config.JmxSettings;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.sender.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to the figures, asked over real connections. */
class GatewayServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDPOINT = "service:jmx:rmi:///jndi/rmi://127.0.0.1:10053/jmxrmi";
    private static final String SPOOL = "jmx[\"nl.meldkamer:type=Spool\",Dropped]";
    private static final JmxSettings LOGIN = new JmxSettings(10053, "zabbix", new Secret("s3cret"));

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private Registration registered;

    @BeforeEach
    void register() {
        registered = Registration.of(beans, BeanReaderTest.subjects());
    }

    @AfterEach
    void unregister() {
        registered.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private interface Asking {
        void with(int port) throws Exception;
    }

    private void open(Optional<JmxSettings> jmx, String peer, Asking asking) throws Exception {
        int port = freePort();
        GatewaySettings settings = new GatewaySettings(
                new Address("127.0.0.1", port),
                Set.of(InetAddress.getAllByName(peer)),
                new Address("127.0.0.1", 10053));
        try (GatewayServer server = GatewayServer.open(settings, jmx, beans, "1.2.3")) {
            assertThat(server).isNotNull();
            asking.with(port);
        }
    }

    private static JsonNode ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Frame.plain(request.getBytes(UTF_8)));
            return JSON.readTree(Frame.read(socket.getInputStream(), 1 << 20));
        }
    }

    private static String request(String user, String password, String... keys) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "request", "java gateway jmx",
                "jmx_endpoint", ENDPOINT,
                "username", user,
                "password", password,
                "keys", keys));
    }

    @Test
    void keysAreAnsweredInTheirOrderEachWithItsValueOrItsReason() throws Exception {
        open(Optional.of(LOGIN), "127.0.0.1", port -> {
            JsonNode answer = ask(port, request("zabbix", "s3cret", SPOOL, "jmx[x,y]", SPOOL));
            assertThat(answer.path("response").asText()).isEqualTo("success");
            assertThat(answer.path("data")).hasSize(3);
            assertThat(answer.at("/data/0/value").asText()).isEqualTo("5");
            assertThat(answer.at("/data/1/error").asText()).contains("the name of the bean is wrong");
            assertThat(answer.at("/data/2/value").asText()).isEqualTo("5");
        });
    }

    @Test
    void theGatewayTellsOfItself() throws Exception {
        open(Optional.of(LOGIN), "127.0.0.1", port -> {
            JsonNode answer = ask(
                    port,
                    "{\"request\":\"java gateway internal\",\"keys\":[\"zabbix[java,,version]\",\"zabbix[java,,ping]\","
                            + "\"zabbix[java,,x]\"]}");
            assertThat(answer.at("/data/0/value").asText()).isEqualTo("1.2.3");
            assertThat(answer.at("/data/1/value").asText()).isEqualTo("1");
            assertThat(answer.at("/data/2/error").asText()).isNotEmpty();
        });
    }

    @Test
    void aWrongLoginIsRefusedAndNotQuoted() throws Exception {
        open(Optional.of(LOGIN), "127.0.0.1", port -> {
            JsonNode answer = ask(port, request("zabbix", "wrong1", SPOOL));
            assertThat(answer.at("/data/0/error").asText()).isEqualTo("the user name or the password is wrong");
            assertThat(answer.toString()).doesNotContain("wrong1").doesNotContain("s3cret");
        });
        open(
                Optional.empty(),
                "127.0.0.1",
                port -> assertThat(ask(port, request("", "", SPOOL))
                                .at("/data/0/value")
                                .asText())
                        .isEqualTo("5"));
    }

    @Test
    void theItemsOfAnotherJvmAreRefused() throws Exception {
        open(Optional.empty(), "127.0.0.1", port -> {
            JsonNode answer = ask(port, request("", "", SPOOL).replace("127.0.0.1:10053", "10.0.0.9:12345"));
            assertThat(answer.path("response").asText()).isEqualTo("failed");
            assertThat(answer.path("error").asText()).contains("answers for " + ENDPOINT + " only");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"request\":\"java gateway jmx\"",
                "{\"request\":\"sender data\",\"keys\":[\"a\"]}",
                "{\"request\":\"java gateway jmx\",\"keys\":[]}"
            })
    void whatIsNoRequestIsToldSo(String request) throws Exception {
        open(Optional.empty(), "127.0.0.1", port -> {
            JsonNode answer = ask(port, request);
            assertThat(answer.path("response").asText()).isEqualTo("failed");
            assertThat(answer.path("error").asText()).startsWith("this is no request to a Java gateway: ");
        });
    }

    @Test
    void whoIsNotAPeerGetsNoWord() throws Exception {
        open(
                Optional.empty(),
                "192.0.2.1",
                port -> assertThatThrownBy(() -> ask(port, request("", "", SPOOL)))
                        .isInstanceOf(IOException.class));
    }

    @Test
    void anAddressThatIsTakenIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GatewaySettings settings = new GatewaySettings(
                    new Address("127.0.0.1", taken.getLocalPort()), Set.of(), new Address("127.0.0.1", 10053));
            assertThatThrownBy(() -> GatewayServer.open(settings, Optional.empty(), beans, "1"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void byJmxTheFiguresCanBeReadWithTheLoginAndNothingElseDone() throws Exception {
        int port = freePort();
        JmxSettings settings = new JmxSettings(port, "zabbix", new Secret("s3cret"));
        JMXServiceURL url = new JMXServiceURL(Gateway.endpoint("127.0.0.1:" + port));
        ObjectName spool = new ObjectName("nl.meldkamer:type=Spool");
        try (JmxListener listener = JmxListener.open(settings, beans)) {
            assertThat(listener).isNotNull();
            try (JMXConnector connector = connect(url, login("s3cret"))) {
                var connection = connector.getMBeanServerConnection();
                assertThat(connection.getAttribute(spool, "Dropped")).isEqualTo(5L);
                assertThat(connection.queryNames(new ObjectName("nl.meldkamer:*"), null))
                        .hasSize(6);
                assertThatThrownBy(() -> connection.unregisterMBean(spool)).isInstanceOf(SecurityException.class);
                assertThatThrownBy(() ->
                                connection.createMBean("javax.management.loading.MLet", new ObjectName("x:type=MLet")))
                        .isInstanceOf(SecurityException.class);
            }
            for (String wrong : new String[] {"S3cret", "", "s3cret2"})
                assertThatThrownBy(() -> connect(url, login(wrong)))
                        .isInstanceOf(SecurityException.class)
                        .hasMessageContaining("is wrong");
            assertThatThrownBy(() -> connect(url, Map.of())).isInstanceOf(SecurityException.class);
        }
        assertThatThrownBy(() -> connect(url, login("s3cret"))).isInstanceOf(IOException.class);
    }

    @SuppressWarnings("BanJNDI") // the name that is looked up is this test's own
    private static JMXConnector connect(JMXServiceURL url, Map<String, Object> environment) throws IOException {
        return JMXConnectorFactory.connect(url, environment);
    }

    private static Map<String, Object> login(String password) {
        return Map.of(JMXConnector.CREDENTIALS, new String[] {"zabbix", password});
    }
}
