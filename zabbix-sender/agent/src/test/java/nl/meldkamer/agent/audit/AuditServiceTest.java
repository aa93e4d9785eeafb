package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import nl.meldkamer.agent.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditServiceTest {

    private static final String TOKEN = "a token of some length";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatComesInByHttpAndByCommandIsInTheStoreAndIsThereAgainAfterARestart() throws Exception {
        Configuration configuration = configuration();
        AuditService service = start(configuration);
        try {
            assertThat(
                            post(
                                    service,
                                    "{\"id\":\"1\",\"process\":\"Security\",\"action\":\"login\",\"status\":\"Compliant\","
                                            + "\"occurred\":\"2026-01-31T13:45:00Z\",\"reference\":{\"type\":\"User\",\"name\":\"u1\"}}"))
                    .isEqualTo(200);
            assertThat(run(configuration, "record", "--process", "Bank Submission", "--action", "sent", "--wait", "30"))
                    .as(err.toString())
                    .isZero();
            assertThat(run(configuration, "status")).isZero();
            assertThat(out.toString())
                    .contains("recorded", "stream        club/app: 2 events", "spooled       0 events");
            assertThat(service.figures()).containsEntry("audit.stored", "2");
        } finally {
            assertThat(service.close(Duration.ofSeconds(20))).isTrue();
        }
        out.getBuffer().setLength(0);
        service = start(configuration);
        try {
            assertThat(run(configuration, "list", "--reference", "User/u1")).isZero();
            assertThat(out.toString()).contains("\"action\":\"login\"").doesNotContain("Bank Submission");
        } finally {
            service.close(Duration.ofSeconds(20));
        }
    }

    @Test
    void withoutADaemonAnEventIsKeptAndTheCommandSaysSo() throws Exception {
        assertThat(run(configuration(), "record", "--process", "System", "--action", "started", "--wait", "0"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("kept on this disk");
        assertThat(EventSpool.in(directory.resolve("data")).oldest(10)).hasSize(1);
    }

    @Test
    void anEventThatIsNoneIsNotKept() throws Exception {
        assertThat(run(configuration(), "record", "--process", "System")).isEqualTo(1);
        assertThat(err.toString()).contains("'action' is missing");
        assertThat(EventSpool.in(directory.resolve("data")).size()).isZero();
    }

    @Test
    void whatIsPersonalIsMaskedOnEveryWayInAndNeverOnThisDisk() throws Exception {
        Configuration configuration = configuration();
        assertThat(run(
                        configuration,
                        "record",
                        "--process",
                        "System",
                        "--action",
                        "paid by NL91ABNA0417164300",
                        "--wait",
                        "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("personal data was masked").doesNotContain("0417164300");
        assertThat(spooled())
                .contains("plain_personal_data_found", "paid by NL")
                .doesNotContain("0417164300");
        AuditService service = start(configuration);
        try {
            assertThat(
                            post(
                                    service,
                                    "{\"id\":\"2\",\"process\":\"System\",\"action\":\"sent\",\"status\":\"Compliant\","
                                            + "\"occurred\":\"2026-01-31T13:45:00Z\",\"details\":{\"to\":\"jan@club.example\"}}"))
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.figures()).containsEntry("audit.stored", "4"));
            assertThat(run(configuration, "list")).isZero();
            assertThat(out.toString())
                    .contains("plain_personal_data_found", "details/to")
                    .doesNotContain("jan@club", "0417164300");
        } finally {
            service.close(Duration.ofSeconds(20));
        }
    }

    @Test
    void anIdThatHoldsAnAccountNumberIsNotTaken() throws Exception {
        assertThat(run(configuration(), "record", "--process", "System", "--action", "a", "--id", "NL91ABNA0417164300"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("its id").doesNotContain("0417164300");
        assertThat(EventSpool.in(directory.resolve("data")).size()).isZero();
    }

    @Test
    void aStartThatFailsHalfwayLeavesNothingOpen() throws Exception {
        Configuration configuration = configuration("  reports: {directory: reports, daily: '15 3 * * *'}");
        Path key = configuration.audit().orElseThrow().seal().publicKey();
        Files.createDirectories(key.resolveSibling("."));
        Files.writeString(key, "not a key");
        assertThatThrownBy(() -> start(configuration))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining(key.toString());
        Files.delete(key);
        AuditService service = start(configuration);
        try {
            assertThat(service.address()).isPresent();
        } finally {
            assertThat(service.close(Duration.ofSeconds(20))).isTrue();
        }
    }

    private String spooled() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Path file : EventSpool.in(directory.resolve("data")).oldest(10)) all.append(Files.readString(file));
        return all.toString();
    }

    private static AuditService start(Configuration configuration) {
        return AuditService.start(
                configuration.audit().orElseThrow(),
                EventSpool.in(configuration.data()),
                "test",
                configuration.timeZone(),
                InstantSource.system());
    }

    private int run(Configuration configuration, String... words) {
        return new CommandLine(new AuditCommand(() -> configuration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private static int post(AuditService service, String event) throws Exception {
        int port = service.address().orElseThrow().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofString(event))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private Configuration configuration() throws Exception {
        return configuration("");
    }

    private Configuration configuration(String more) throws Exception {
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
                host: club
                time-zone: Europe/Amsterdam
                server: 127.0.0.1
                data: data
                audit:
                  stream: club/app
                  listen: 127.0.0.1:%d
                  producers:
                    app: {token: %s}
                %s
                """.formatted(freePort(), TOKEN, more));
        return Configuration.read(file, Map.of());
    }

    private static int freePort() throws Exception {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
