package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.meldkamer.e2e.ZabbixAdministration.ItemState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real Zabbix as witness of the audit store of a real daemon, and an auditor who has neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditIT {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String CHECKPOINT = "ver.audit.checkpoint[" + MeldkamerDaemon.STREAM + "]";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Stage stage;
    private MeldkamerDaemon meldkamer;
    private ZabbixAdministration zabbix;
    private String hostId;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        stage = new Stage(TestDirectory.open(directory), settings);
        stage.start();
        zabbix = stage.administration();
        meldkamer = new MeldkamerDaemon(CHECKOUT, stage).withAuditStore();
        zabbix.importTemplate(meldkamer.template());
        hostId = zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE);
        meldkamer.configure(stage.site(), List.of("audit.streams: {every: 5s}", "audit.store: {every: 5s}"));
        meldkamer.start();
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (meldkamer != null) meldkamer.stop();
        } finally {
            stage.close();
        }
    }

    @Test
    @Order(1)
    void whatIsSealedIsWitnessedByZabbix() throws Exception {
        meldkamer.run("audit", "record", "--process", "System", "--action", "started", "--wait", "60");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(zabbix.items(hostId, "ver.audit.*"))
                        .hasSize(10)
                        .allSatisfy(item -> assertThat(item.lastClock())
                                .as(item.key() + item.error())
                                .isPositive()));
        assertThat(meldkamer.run("audit", "checkpoint"))
                .isEqualTo(item(CHECKPOINT).lastValue());
        assertThat(item("ver.audit.size[" + MeldkamerDaemon.STREAM + "]").lastValue())
                .isEqualTo("1");
    }

    @Test
    @Order(2)
    void theStoreIsVerifiedAgainstWhatZabbixHolds() throws Exception {
        Path token = Files.writeString(meldkamer.directory().resolve("api.token"), token());
        stage.settings().account().own(token);
        assertThat(meldkamer.run(
                        "audit",
                        "verify",
                        "--zabbix",
                        "--api-url",
                        stage.frontend().address().resolve("api_jsonrpc.php").toString(),
                        "--api-token-file",
                        token.toString()))
                .contains("linde/verenigingen: valid: 1 events read; 1 sealed, 1 of them seen by the witness");
    }

    @Test
    @Order(3)
    void anAuditorVerifiesAProofWithTheVerifierAlone() throws Exception {
        Path proof = meldkamer.directory().resolve("event.tlog-proof");
        meldkamer.run("audit", "prove", "0", "-o", proof.toString());
        Path key = meldkamer.directory().resolve("data/audit.signing.key.pub");
        assertThat(verifier(key, proof).output()).contains("event.tlog-proof: valid", "process: System");
        Path forged = Files.writeString(
                proof.resolveSibling("forged.tlog-proof"),
                Files.readString(proof).replace("index 0", "index 1"));
        assertThat(verifier(key, forged).succeeds()).isFalse();
    }

    private Command verifier(Path key, Path proof) {
        return Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                meldkamer.verifier().toString(),
                key.toString(),
                proof.toString());
    }

    private ItemState item(String key) throws IOException {
        return zabbix.items(hostId, "ver.audit.*").stream()
                .filter(item -> item.key().equals(key))
                .findFirst()
                .orElse(new ItemState("", key, 0, "", 0, "not there"));
    }

    private String token() throws IOException {
        String user = zabbix.api()
                .call("user.get", Map.of("filter", Map.of("username", "Admin"), "output", List.of("userid")))
                .path(0)
                .path("userid")
                .asText();
        String id = zabbix.api()
                .call("token.create", Map.of("name", "audit", "userid", user))
                .path("tokenids")
                .path(0)
                .asText();
        return zabbix.api()
                .call("token.generate", List.of(id))
                .path(0)
                .path("token")
                .asText();
    }
}
