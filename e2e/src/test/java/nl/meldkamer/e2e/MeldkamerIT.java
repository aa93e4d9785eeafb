package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import nl.meldkamer.e2e.ZabbixAdministration.HistoryValue;
import nl.meldkamer.e2e.ZabbixAdministration.ItemState;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Metric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Meldkamer between a real association's servers and a real Zabbix: what leaves the one has to arrive in the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeldkamerIT {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final int MEMBERS = 1000;
    private static final int SEED = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUICK_GROUPS = Catalogues.builtIn("verenigingen").groups().stream()
            .filter(group -> Set.of("app", "queue").contains(group.source())
                    || group.name().equals("collector.sources"))
            .map(group -> group.name() + ": {every: 5s}")
            .toList();

    /** Zabbix itself has them, and none before there is enough history. */
    private static final Set<String> CALCULATED = Catalogues.builtIn("verenigingen").calculated().stream()
            .map(Metric::key)
            .collect(Collectors.toSet());

    /** So many values of each item, as it takes long to work out what is true at a moment. */
    private static final int COMPARED = 2;

    private final Clock clock = Clock.systemUTC();
    private final Map<Long, SortedMap<String, BigDecimal>> truths = new HashMap<>();
    private final Set<String> proven = new HashSet<>();
    private Stage stage;
    private MeldkamerDaemon meldkamer;
    private ZabbixAdministration zabbix;
    private String hostId;
    private Association association;
    private List<WorkQueue> queues;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        stage = new Stage(TestDirectory.open(directory), settings);
        stage.start();
        meldkamer = new MeldkamerDaemon(CHECKOUT, stage);
        zabbix = stage.administration();
        zabbix.quietZabbixServerHost();
    }

    @AfterAll
    void stop() throws Exception {
        try {
            copyLogs();
            meldkamer.stop();
        } finally {
            stage.close();
        }
    }

    /** The directory of the test goes; what was written about a failure should not. */
    private void copyLogs() throws IOException {
        Path logs = Files.createDirectories(Path.of("target/meldkamer-it"));
        for (String log : List.of("meldkamer/meldkamer.log", "zabbix-server/zabbix-server.log", "meldkamer.yaml")) {
            Path file = stage.directory().resolve(log);
            Path copy = logs.resolve(file.getFileName().toString());
            if (Files.exists(file)) Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    @Order(1)
    void theTemplateImportsAndImportingItAgainChangesNothing() throws Exception {
        String xml = meldkamer.template();
        zabbix.importTemplate(xml);
        assertThat(zabbix.differences(xml)).isEmpty();
        hostId = zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE);
        assertThat(zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE))
                .isEqualTo(hostId);
    }

    @Test
    @Order(2)
    void onceSaysTheTruthAboutASiteOnMariaDb() throws Exception {
        assertOnceSaysTheTruth(stage.mariaDb());
    }

    @Test
    @Order(3)
    void onceSaysTheTruthAboutASiteOnPostgres() throws Exception {
        assertOnceSaysTheTruth(stage.postgres());
    }

    private void assertOnceSaysTheTruth(Engine engine) throws Exception {
        found(engine, Health.TROUBLED);
        Instant before = clock.instant();
        Map<String, String> said = new HashMap<>();
        for (JsonNode entry : JSON.readTree(meldkamer.run("once", "--output", "JSON"))) {
            said.put(entry.path("key").asText(), entry.path("value").asText());
        }
        Duration took = Duration.between(before, clock.instant());
        SortedMap<String, BigDecimal> truth = truth(before);
        assertThat(truth)
                .hasSizeGreaterThan(100)
                .allSatisfy((key, expected) -> assertThat(said)
                        .as("what once printed")
                        .hasEntrySatisfying(
                                key, value -> Tolerance.assertClose(key, new BigDecimal(value), expected, took)));
        assertTopErrors(said.get("ver.errors.top"), before);
    }

    private void found(Engine engine, Health health) throws Exception {
        Instant now = clock.instant();
        association = Association.generate(SEED, MEMBERS, health, local(now).truncatedTo(ChronoUnit.SECONDS));
        queues = WorkQueue.invent(health, now);
        SiteDatabase site = stage.siteOn(engine);
        site.fill(association);
        try (var redis = stage.redis().connect()) {
            new Rq(redis, new SplittableRandom(SEED)).write(queues, now);
        }
        meldkamer.configure(site, QUICK_GROUPS);
    }

    private SortedMap<String, BigDecimal> truth(Instant moment) {
        SortedMap<String, BigDecimal> truth = Truth.of(association, local(moment));
        truth.putAll(WorkQueue.truth(queues, moment));
        return truth;
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, SiteDatabase.ZONE);
    }

    private void assertTopErrors(String lines, Instant moment) {
        assertThat(lines.lines().map(line -> Long.parseLong(line.split(" ", 2)[0])))
                .containsExactlyElementsOf(Truth.topErrors(association, local(moment)).stream()
                        .map(Truth.ErrorCount::count)
                        .toList());
        assertThat(lines).doesNotContain("@");
    }

    @Test
    @Order(4)
    void whatArrivesInZabbixIsTheTruth() throws Exception {
        found(stage.mariaDb(), Health.GOOD);
        long started = clock.instant().getEpochSecond();
        truths.clear();
        proven.clear();
        meldkamer.start();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertEveryItemHasTrueValues(started));
        assertThat(zabbix.problems(hostId)).noneMatch(MeldkamerIT::isAboutTheAssociation);
    }

    /** The machine that the tests run on may well be busy. */
    private static boolean isAboutTheAssociation(String problem) {
        return !problem.matches("(CPU|Load|Memory|File system|Disk|/).*");
    }

    private void assertEveryItemHasTrueValues(long since) throws IOException {
        Map<String, ItemState> items = items("ver.*");
        for (String key : truth(clock.instant()).keySet()) {
            if (proven.contains(key)) continue;
            assertThat(items).as("items of the host").containsKey(key);
            List<HistoryValue> values = zabbix.history(items.get(key), since);
            assertThat(values).as(key).hasSizeGreaterThanOrEqualTo(COMPARED);
            assertThat(values.stream().map(value -> value.clock() + "." + value.ns()))
                    .as(key)
                    .doesNotHaveDuplicates();
            for (HistoryValue value : values.subList(0, COMPARED)) {
                SortedMap<String, BigDecimal> truth = truths.computeIfAbsent(value.clock(), this::truthInSecond);
                Tolerance.assertClose(key, new BigDecimal(value.value()), truth.get(key), Duration.ofSeconds(1));
            }
            proven.add(key);
        }
    }

    /** What happens happens on whole seconds, so it is the same all through a second, save for its first instant. */
    private SortedMap<String, BigDecimal> truthInSecond(long second) {
        return truth(Instant.ofEpochSecond(second).plusMillis(500));
    }

    private Map<String, ItemState> items(String pattern) throws IOException {
        Map<String, ItemState> items = new HashMap<>();
        for (ItemState item : zabbix.items(hostId, pattern)) items.put(item.key(), item);
        return items;
    }

    @Test
    @Order(5)
    void failingDirectDebitsBecomeAProblemThatEndsByItself() throws Exception {
        Incidents incidents = new Incidents(stage);
        incidents.begin(incidents.named("sepa"), local(clock.instant()));
        awaitProblems("Failed SEPA operations in an hour: 12 (limit: 5)", true, Duration.ofMinutes(2));
        incidents.end(incidents.named("sepa"), local(clock.instant()));
        awaitProblems("Failed SEPA operations in an hour: 12 (limit: 5)", false, Duration.ofMinutes(4));
    }

    private void awaitProblems(String name, boolean isThere, Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            List<String> problems = zabbix.problems(hostId);
            if (isThere) assertThat(problems).contains(name);
            else assertThat(problems).doesNotContain(name);
        });
    }

    @Test
    @Order(6)
    void aDatabaseThatIsDownGivesReasonsAndNoZeros() throws Exception {
        long before = clock.instant().getEpochSecond();
        stage.mariaDb().stop();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(items("ver.members.*").values())
                        .filteredOn(item -> !item.key().endsWith(".discovery") && !CALCULATED.contains(item.key()))
                        .allSatisfy(
                                item -> assertThat(item.error()).as(item.key()).isNotBlank()));
        awaitProblems("Source app is down: its values stopped", true, Duration.ofMinutes(2));
        assertThat(zabbix.problems(hostId)).noneMatch(problem -> problem.startsWith("Group "));
        assertNoZero("ver.members.total", before);
        assertNoZero("ver.members.active", before);
        assertNoZero("ver.dues.active", before);
        long restarted = clock.instant().getEpochSecond();
        stage.mariaDb().start();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    ItemState total = items("ver.members.total").get("ver.members.total");
                    assertThat(total.error()).isEmpty();
                    assertThat(total.lastClock()).isGreaterThan(restarted);
                    assertThat(total.lastValue()).isEqualTo(Integer.toString(MEMBERS));
                });
        awaitProblems("Source app is down: its values stopped", false, Duration.ofMinutes(2));
        assertNoZero("ver.members.total", before);
    }

    private void assertNoZero(String key, long since) throws IOException {
        assertThat(zabbix.history(items(key).get(key), since))
                .as(key)
                .extracting(HistoryValue::value)
                .doesNotContain("0");
    }

    @Test
    @Order(7)
    void theDashboardShowsWithoutAnError() throws Exception {
        Browser browser = Browser.inBuildFolder();
        Path picture = browser.picture("dashboard");
        String page = "zabbix.php?action=host.dashboard.view&from=now-15m&to=now&hostid=" + hostId;
        assertThat(browser.photograph(stage.frontend().address(), List.of(new Browser.Shot(page, picture))))
                .isEmpty();
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    @Order(8)
    void meldkamerEndsInGoodOrder() throws Exception {
        meldkamer.stop();
        assertThat(meldkamer.isRunning()).isFalse();
        assertThat(Files.readString(meldkamer.log())).doesNotContain("Exception");
    }
}
