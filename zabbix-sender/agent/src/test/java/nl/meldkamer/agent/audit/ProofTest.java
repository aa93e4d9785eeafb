package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.agent.zabbix.FakeApi;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.Receipt;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The daemon's audit service on a real PostgreSQL: it seals what comes in, and what is changed behind its back is found. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofTest {

    private static final String TOKEN = "a token of some length";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One store for all tests, each of which leaves it worse than it was. */
    @TempDir
    private static Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Configuration configuration;
    private AuditService service;

    @BeforeEach
    void start() throws Exception {
        configuration = configuration();
        service = service();
    }

    @AfterEach
    void stop() {
        if (service != null) assertThat(service.close(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    @Order(1)
    void whatComesInIsSealedAndProvenAndItsReceiptIsKept() throws Exception {
        JsonNode results = post("[" + event("1") + "," + event("2") + "," + event("3") + "]");
        awaitSealed(3);

        assertThat(run("verify")).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("club/app: valid: 3 events read; 3 sealed");
        assertThat(run("verify", "2", "--source", "app")).isZero();
        assertThat(out.toString()).contains("club/app: valid: 1 events read");
        assertThat(run("verify", "--from", "1", "--to", "2")).isZero();
        assertThat(out.toString()).contains("club/app: valid: 2 events read");

        Path proof = directory.resolve("event.tlog-proof");
        assertThat(run("prove", "3", "--source", "app", "-o", proof.toString())).isZero();
        Path key = directory.resolve("data/audit.signing.key.pub");
        assertThat(run("verify", "--proof", proof.toString(), "--key", key.toString()))
                .isZero();
        assertThat(out.toString()).contains("number 2 of 3", "action: login");

        Receipt receipt = Receipt.open(
                SignedNote.parse(results.path(2).path("receipt").asText()),
                VerifierKey.parse(Files.readString(key).strip()));
        receipt.requireKeptBy(ProofBundle.parse(Files.readAllBytes(proof)));
        assertThat(Files.getPosixFilePermissions(directory.resolve("data/audit.signing.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Order(2)
    void whoRecordsByHandGetsAReceiptToo() throws Exception {
        Path file = directory.resolve("receipt");
        assertThat(run("record", "--process", "System", "--action", "started", "--wait", "30", "--receipt", file + ""))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(file)).startsWith("meldkamer receipt v1\naudit/club/club/app\n3\n");
        awaitSealed(4);
    }

    @Test
    @Order(3)
    void theDaemonTellsTheWitnessAndZabbixIsAskedForWhatItWasTold() throws Exception {
        awaitSealed(4);
        String checkpoint = stream().checkpoint().orElseThrow();
        assertThat(run("checkpoint")).isZero();
        assertThat(out.toString()).isEqualTo(checkpoint).startsWith("audit/club/club/app\n4\n");
        try (FakeApi zabbix = new FakeApi("6.0.14")) {
            zabbix.answer("item.get", "[{\"itemid\":\"7\",\"value_type\":\"4\"}]");
            String history = new ObjectMapper()
                    .createArrayNode()
                    .add(new ObjectMapper().createObjectNode().put("clock", "1").put("value", checkpoint.strip()))
                    .toString();
            zabbix.answer("history.get", history);
            Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
            String[] question = {"verify", "--zabbix", "--api-url", zabbix.url() + "", "--api-token-file", token + ""};
            assertThat(run(question)).as(err.toString()).isZero();
            assertThat(out.toString()).contains("4 sealed, 4 of them seen by the witness");
            assertThat(zabbix.calls)
                    .filteredOn(call -> call.method().equals("item.get"))
                    .extracting(call -> call.parameters().at("/filter/key_/0").asText())
                    .containsOnly("ver.audit.checkpoint[club/app]");

            zabbix.answer("item.get", "[]");
            assertThat(run(question)).isEqualTo(1);
            assertThat(err.toString()).contains("has no text item");
        }
    }

    @Test
    @Order(4)
    void aStoreThatIsOlderThanItsWitnessIsRefusedAndNothingIsLeftOpen() throws Exception {
        Path witness = directory.resolve("data/audit.signing.key.witness");
        awaitSealed(4);
        assertThat(stream().size()).isEqualTo(4);
        Files.copy(witness, directory.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        superuser(
                "ALTER TABLE audit.checkpoint DISABLE TRIGGER append_only",
                "DELETE FROM audit.checkpoint WHERE size = 4",
                "ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER append_only",
                "UPDATE audit.seal SET size = 3");
        service.close(PATIENCE);
        service = null;
        assertThatThrownBy(this::service)
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("it has 3 events sealed, and the witness has seen 4")
                .hasMessageContaining("docs/runbook-audit.md");
        Files.delete(witness);
        service = service();
        awaitSealed(4);
    }

    @Test
    @Order(5)
    void aStoreWhoseKeyIsGoneIsNotSignedWithAnother() throws Exception {
        service.close(PATIENCE);
        service = null;
        Path key = directory.resolve("data/audit.signing.key");
        Path aside = Files.move(key, directory.resolve("aside"));
        assertThatThrownBy(this::service)
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("the store has checkpoints that it signed");
        Files.move(aside, key);
        service = service();
        awaitSealed(4);
    }

    @Test
    @Order(6)
    void anEventThatWasChangedBehindItsBackIsNamed() throws Exception {
        awaitSealed(4);
        await().atMost(PATIENCE).until(() -> stream().faults().equals(Optional.of(0L)));
        String partition = partition();
        superuser(
                "ALTER TABLE " + partition + " DISABLE TRIGGER append_only",
                "UPDATE " + partition + " SET actor = 'somebody else' WHERE seq = 1",
                "ALTER TABLE " + partition + " ENABLE ALWAYS TRIGGER append_only");

        assertThat(run("verify")).isEqualTo(2);
        assertThat(out.toString()).contains("club/app: NOT VALID", "the first bad event is 1");
        assertThat(run("verify", "1")).isEqualTo(2);
        assertThat(run("verify", "--from", "2")).isZero();
        await().atMost(PATIENCE).until(() -> stream().faults().orElse(0L) > 0);

        superuser(
                "ALTER TABLE " + partition + " DISABLE TRIGGER append_only",
                "UPDATE " + partition + " SET canonical = set_byte(canonical, 60, 1) WHERE seq = 2");
        assertThat(run("prove", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("event 2 can't be proven");
        assertThat(run("prove", "9")).isEqualTo(1);
    }

    private AuditService service() {
        return AuditService.start(
                configuration.audit().orElseThrow(),
                EventSpool.in(configuration.data()),
                "test",
                configuration.timeZone(),
                InstantSource.system());
    }

    private void awaitSealed(long size) {
        await().atMost(PATIENCE).until(() -> stream().size() == size);
    }

    private AuditStatus.Stream stream() {
        return service.status().streams().stream()
                .filter(stream -> stream.name().equals("club/app"))
                .findFirst()
                .orElse(new AuditStatus.Stream(
                        "club/app", Optional.empty(), 0, Duration.ZERO, Optional.empty(), Optional.empty()));
    }

    private void superuser(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) statement.execute(each);
        }
    }

    private String partition() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT tableoid::regclass FROM audit.event WHERE seq = 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private String url() {
        return ((StoreSettings.Server)
                        RunningStore.of(configuration.audit().orElseThrow()).store())
                .url();
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        return new CommandLine(new AuditCommand(() -> configuration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(words);
    }

    private static String event(String id) {
        return "{\"id\":\"" + id + "\",\"process\":\"Security\",\"action\":\"login\",\"status\":\"Compliant\","
                + "\"occurred\":\"2026-01-31T13:45:00Z\",\"reference\":{\"type\":\"User\",\"name\":\"u1\"}}";
    }

    private JsonNode post(String events) throws Exception {
        int port = service.address().orElseThrow().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Meldkamer-Receipt", "yes")
                .POST(BodyPublishers.ofString(events))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("results");
    }

    private static Configuration configuration() throws Exception {
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
                host: club
                time-zone: Europe/Amsterdam
                server: 127.0.0.1
                data: data
                audit:
                  stream: club/app
                  seal: {verify-every: 1s}
                  listen: 127.0.0.1:%d
                  producers:
                    app: {token: %s}
                """.formatted(freePort(), TOKEN));
        return Configuration.read(file, Map.of());
    }

    private static int freePort() throws Exception {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
