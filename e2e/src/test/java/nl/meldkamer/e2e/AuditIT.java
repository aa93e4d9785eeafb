package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    private static final Set<String> OWN = Set.of(
            CHECKPOINT,
            "ver.audit.size[" + MeldkamerDaemon.STREAM + "]",
            "ver.audit.seal.lag[" + MeldkamerDaemon.STREAM + "]",
            "ver.audit.verify.faults[" + MeldkamerDaemon.STREAM + "]",
            "ver.audit.verify.age[" + MeldkamerDaemon.STREAM + "]",
            "ver.audit.quarantined",
            "ver.audit.outside",
            "ver.audit.waiting",
            "ver.audit.spooled",
            "ver.audit.seal.failures");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Stage stage;
    private MeldkamerDaemon meldkamer;
    private ZabbixAdministration zabbix;
    private String hostId;
    private Path bank;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        stage = new Stage(TestDirectory.open(directory), settings);
        stage.start();
        zabbix = stage.administration();
        bank = settings.account().directory(stage.directory().resolve("bank"));
        meldkamer = new MeldkamerDaemon(CHECKOUT, stage)
                .withAuditStore(List.of(
                        "tails: {site: {source: app, stream: linde/site, every: 2s, compare-every: 5s}}",
                        "bank: {directory: " + bank + ", every: 2s}"));
        zabbix.importTemplate(meldkamer.template());
        hostId = zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE);
        makeSite();
        meldkamer.configure(
                stage.site(),
                Stream.of(
                                "streams",
                                "store",
                                "sweep",
                                "completeness",
                                "compliance",
                                "returns",
                                "findings",
                                "retention",
                                "bank")
                        .map(group -> "audit." + group + ": {every: 5s}")
                        .toList());
        meldkamer.start();
    }

    /** Four mandates: of those that are decided, two of three comply. */
    private void makeSite() throws Exception {
        SiteSchema schema = SiteSchema.load();
        SiteDatabase site = stage.site();
        site.engine().createDatabase(site.name());
        try (Connection connection = site.connect()) {
            schema.createIn(site.engine(), connection);
        }
        site.engine().createReader(site.name(), site.reader(), schema.tables());
        LocalDateTime modified = LocalDateTime.now(SiteDatabase.ZONE).minusDays(2);
        insert(mandate("SM-1", "Active", modified));
        insert(mandate("SM-2", "Active", modified));
        insert(mandate("SM-3", "Suspended", modified));
        insert(mandate("SM-4", "Draft", modified));
    }

    private static Row mandate(String name, String status, LocalDateTime modified) {
        return Row.of("SEPA Mandate", name, modified).set("mandate_id", name).set("status", status);
    }

    private void insert(Row row) throws Exception {
        try (Connection connection = stage.site().connect()) {
            RowWriter.insert(connection, Stream.of(row));
            if (!connection.getAutoCommit()) connection.commit();
        }
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
                        .filteredOn(item -> OWN.contains(item.key()))
                        .hasSize(OWN.size())
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
        Path token = Files.writeString(meldkamer.directory().resolve("api.token"), zabbix.newToken("audit"));
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

    @Test
    @Order(4)
    void whatTheAppHasAndTheRecordHasNotLowersCompletenessUntilItIsFilledIn() throws Exception {
        awaitValues(Map.of(
                "ver.audit.expected[Mandate Creation]", "4",
                "ver.audit.completeness.pct", "100",
                "ver.audit.sepa.coverage.pct", "100",
                "ver.audit.unread", "1"));
        // Committed long after the tail has passed its time.
        insert(mandate("SM-5", "Active", LocalDateTime.now(SiteDatabase.ZONE).minusDays(3)));
        awaitValues(Map.of(
                "ver.audit.expected[Mandate Creation]", "5",
                "ver.audit.recorded[Mandate Creation]", "4",
                "ver.audit.completeness.pct", "80",
                "ver.audit.sepa.coverage.pct", "80"));
        assertThatThrownBy(() -> meldkamer.run("audit", "completeness"))
                .hasMessageContainingAll(
                        "exited with 1",
                        "Mandate Creation: 0 of 1",
                        "missing  SEPA Mandate/SM-5/",
                        "unknown  Deleted Document: ");

        makeTableOfDeletedDocuments();
        assertThat(meldkamer.run("audit", "completeness", "--backfill")).contains("site  1 missing, 1 filled in");
        awaitValues(Map.of(
                "ver.audit.recorded[Mandate Creation]", "5",
                "ver.audit.completeness.pct", "100",
                "ver.audit.unread", "0"));
    }

    @Test
    @Order(5)
    void documentsComplyByTheirLatestStatusAndWhatWaitsForReviewStandsApart() throws Exception {
        awaitValues(Map.of(
                "ver.audit.sepa.compliance.pct", "75",
                "ver.audit.compliance.pct[Mandate Creation]", "75",
                "ver.audit.documents[Mandate Creation]", "5",
                "ver.audit.sepa.pending", "1",
                "ver.audit.sepa.exceptions", "1",
                "ver.audit.retention.state", "0",
                "ver.audit.findings.severity[critical]", "0",
                "ver.audit.documents[Bank Submission]", "0"));
        assertThat(item("ver.audit.compliance.pct[Bank Submission]").lastClock())
                .as("a rate over nothing")
                .isZero();
    }

    @Test
    @Order(6)
    void aFileOfTheBankIsTakenInFromItsDirectoryAndADamagedOneIsPutAside() throws Exception {
        Files.writeString(bank.resolve("damaged.xml"), "<Document><CstmrPmtStsRpt>");
        Files.writeString(
                bank.resolve("status.xml"),
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>DD-1</OrgnlMsgId>"
                        + "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>MD01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>"
                        + "</CstmrPmtStsRpt></Document>");
        awaitValues(Map.of(
                "ver.audit.returned.md01", "1",
                "ver.audit.returns[authorisation]", "1",
                "ver.audit.bank.refused", "1",
                "ver.audit.bank.waiting", "0"));
        assertThat(bank.resolve("imported/status.xml")).exists();
        assertThat(bank.resolve("refused/damaged.xml.reason")).exists();
        assertThat(item("ver.audit.returned.pct").lastClock())
                .as("a share of nothing collected")
                .isZero();
    }

    private void awaitValues(Map<String, String> values) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(zabbix.items(hostId, "ver.audit.*"))
                        .filteredOn(item -> values.containsKey(item.key()) && item.lastClock() > 0)
                        .extracting(item -> item.key() + " "
                                + new BigDecimal(item.lastValue())
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .containsExactlyInAnyOrderElementsOf(values.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .toList()));
    }

    private void makeTableOfDeletedDocuments() throws Exception {
        SiteDatabase site = stage.site();
        try (Connection connection = site.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"tabDeleted Document\" (\"name\" varchar(140) PRIMARY KEY,"
                    + " \"modified\" datetime(6), \"deleted_doctype\" varchar(140), \"deleted_name\" varchar(140))");
        }
        List<String> tables = new ArrayList<>(SiteSchema.load().tables());
        tables.add("tabDeleted Document");
        site.engine().createReader(site.name(), site.reader(), tables);
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
}
