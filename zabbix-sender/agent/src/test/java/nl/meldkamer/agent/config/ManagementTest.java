package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands under {@code jmx} and {@code java-gateway}. */
class ManagementTest {

    @TempDir
    private Path folder;

    private Configuration read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("meldkamer.yaml"), "host: linde\nserver: here\n" + text);
        return Configuration.read(file, Map.of("PW", "s3cret"));
    }

    private List<String> problemsOf(String text) throws IOException {
        try {
            read(text);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    @Test
    void bothAreOffUnlessTheyAreNamed() throws IOException {
        assertThat(read("").jmx()).isEmpty();
        assertThat(read("").gateway()).isEmpty();
    }

    @Test
    void theJmxListenerHasALogin() throws IOException {
        assertThat(read("jmx: {user: zabbix, password: '${PW}'}").jmx()).get().satisfies(jmx -> {
            assertThat(jmx.port()).isEqualTo(10053);
            assertThat(jmx.user()).isEqualTo("zabbix");
            assertThat(jmx.password().reveal()).isEqualTo("s3cret");
            assertThat(jmx.toString()).doesNotContain("s3cret");
        });
        assertThat(problemsOf("jmx: {port: 70000, user: zabbix}"))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("jmx.port: is not in 1..65535"))
                .anyMatch(problem -> problem.contains("key 'password' is missing"));
    }

    @Test
    void theGatewayAnswersForTheJmxListenerToThisMachineUnlessOtherwiseTold() throws IOException {
        assertThat(read("java-gateway: {}\njmx: {port: 9000, user: u, password: '${PW}'}")
                        .gateway())
                .contains(new GatewaySettings(
                        new Address("127.0.0.1", 10052),
                        Set.of(InetAddress.getAllByName("127.0.0.1")),
                        new Address("127.0.0.1", 9000)));
        assertThat(
                        read("java-gateway: {listen: 192.0.2.1, peers: [192.0.2.2, '2001:db8::1'], answers-for: 'linde:12345'}")
                                .gateway())
                .contains(new GatewaySettings(
                        new Address("192.0.2.1", 10052),
                        Set.of(InetAddress.getAllByName("192.0.2.2")[0], InetAddress.getAllByName("2001:db8::1")[0]),
                        new Address("linde", 12345)));
    }

    @Test
    void whatIsWrongWithTheGatewayIsNamed() throws IOException {
        assertThat(problemsOf("java-gateway: {listen: 'here:x', peers: ['not known'], porrt: 1}"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("java-gateway.listen: 'x' is not a port; write host:port"))
                .anyMatch(problem -> problem.contains("'not known' is not known; write addresses"))
                .anyMatch(problem -> problem.contains("unknown key 'porrt'"));
    }
}
