package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.awaitility.pollinterval.FibonacciPollInterval.fibonacci;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.meldkamer.e2e.ZabbixAdministration.ItemState;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;
import nl.meldkamer.templates.CalculatedItem;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a real Zabbix works out by itself from what it was sent: formulas, services, and what was promised for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InsightCases {

    private static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();
    private static final String HOST = "De Linde";
    private static final int PACKET = 1000;
    private static final int OK = -1;
    private static final int DISASTER = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Catalogue catalogue = Catalogues.builtIn("verenigingen");
    private final Map<String, String> hostIds = new HashMap<>();
    private final ZabbixInstallation installation;
    private Postgres postgres;
    private ZabbixServer server;
    private ZabbixFrontend frontend;
    private ZabbixAdministration zabbix;
    private TrapperSender sender;

    InsightCases(ZabbixInstallation installation) {
        this.installation = installation;
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        Path directory = TestDirectory.open(temporary);
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        server = new ZabbixServer(
                directory.resolve("zabbix-server"),
                settings,
                postgres,
                installation,
                new ZabbixServer.Additions(List.of("ServiceManagerSyncFrequency=2"), Map.of()));
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
        for (Server each : List.of(postgres, server, frontend)) each.start();
        zabbix = new ZabbixAdministration(frontend.api().login(ZabbixApi.ADMINISTRATOR));
        sender = new TrapperSender(TrapperConfig.to(new Address(Port.HOST, server.port())));
        // As long as the pasts are: the server takes no value that is older than what it keeps.
        zabbix.api().call("housekeeping.update", Map.of("hk_history_global", 1, "hk_history", "100d"));
        install(directory);
        for (String host : List.of(HOST, Pasts.LINES, Pasts.MONTHS))
            hostIds.put(host, zabbix.ensureHost(host, MeldkamerDaemon.TEMPLATE));
        playThePasts();
    }

    @AfterAll
    void stop() throws Exception {
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }

    private void install(Path directory) throws IOException {
        Command.of(LAUNCHER.toString(), "install", "--yes", "--no-psk", "--no-user", "--time-zone", "UTC")
                .and("--url", frontend.address().toString(), "--user", "Admin", "--host", HOST)
                .and("--directory", directory.resolve("installed").toString())
                .with("MELDKAMER_ZABBIX_PASSWORD", "zabbix")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .output();
    }

    private void playThePasts() throws IOException {
        discover();
        Instant now = Instant.now();
        pasts(now).forEach(past -> send(past.until(now).toList()));
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> isWritten(now));
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(5)).until(this::allAreCalculated);
        } catch (ConditionTimeoutException late) {
            // What is missing or wrong then is for the tests to name.
        }
    }

    private static Stream<Past> pasts(Instant now) {
        return new Pasts(now, ZoneId.systemDefault()).all();
    }

    /** Of the item with the most values. */
    private boolean isWritten(Instant now) throws IOException {
        return items(Pasts.LINES, "ver.errors.1h").get(0).lastClock()
                > now.minusSeconds(240).getEpochSecond();
    }

    /** Tells of it again as long as anything is missing, as a daemon does in time. */
    private void discover() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(fibonacci(TimeUnit.SECONDS))
                .untilAsserted(() -> {
                    for (String host : List.of(Pasts.LINES, Pasts.MONTHS)) discover(host);
                    assertThat(missing()).as("not discovered").isEmpty();
                });
    }

    private void discover(String host) {
        long now = Instant.now().getEpochSecond();
        Map<String, String> found = Map.of(
                "host.disk", "[{\"{#FS}\":\"" + Pasts.FILE_SYSTEM + "\"}]",
                "queue", "[{\"{#QUEUE}\":\"" + Pasts.QUEUE + "\"}]",
                "collector.groups",
                        "[{\"{#GROUP}\":\"" + Pasts.GROUP + "\"},{\"{#GROUP}\":\"" + Pasts.HEAVY_GROUP + "\"}]");
        found.forEach((group, entities) -> send(List.of(Sample.of(host, discoveryOf(group), entities, now, 0))));
    }

    private String discoveryOf(String group) {
        return catalogue.groups().stream()
                .filter(each -> each.name().equals(group))
                .map(Group::discovery)
                .findFirst()
                .orElseThrow()
                .orElseThrow()
                .key();
    }

    /** Throws when one of them is not taken in time: the server learns of new items within seconds. */
    private void send(List<Sample> samples) {
        for (int from = 0; from < samples.size(); from += PACKET) {
            Packet packet = Packet.of(samples.subList(from, Math.min(from + PACKET, samples.size())));
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(sender.send(packet)).isInstanceOf(Outcome.Accepted.class));
        }
    }

    private List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>();
        for (FormulaCase each : FormulaCase.all()) addIfMissing(each.key(), each.host(), missing);
        for (Past each : pasts(Instant.now()).toList()) addIfMissing(each.key(), each.host(), missing);
        return missing;
    }

    private void addIfMissing(String key, String host, List<String> missing) throws IOException {
        if (items(host, key).isEmpty()) missing.add(key + " of " + host);
    }

    private List<ItemState> items(String host, String keys) throws IOException {
        return zabbix.items(hostIds.getOrDefault(host, ""), keys);
    }

    private ItemState item(FormulaCase each) throws IOException {
        return items(each.host(), each.key()).get(0);
    }

    /** Has them calculated anew as long as one is not as it should be. */
    private boolean allAreCalculated() throws IOException {
        boolean areRight = true;
        for (FormulaCase each : FormulaCase.all()) areRight &= isRight(each, item(each));
        if (!areRight) for (String host : hostIds.values()) zabbix.calculateNow(host);
        return areRight;
    }

    private static boolean isRight(FormulaCase each, ItemState item) {
        return item.lastClock() > 0 && item.error().isEmpty() && each.isRight(Double.parseDouble(item.lastValue()));
    }

    @TestFactory
    Stream<DynamicTest> aFormulaGivesWhatItMustOfAKnownPast() {
        return FormulaCase.all().stream()
                .map(each -> DynamicTest.dynamicTest(each.key() + " of " + each.host(), () -> assertRight(each)));
    }

    private void assertRight(FormulaCase each) throws IOException {
        ItemState item = item(each);
        assertThat(item.error()).isEmpty();
        assertThat(item.lastClock()).as("has a value").isPositive();
        assertThat(Double.parseDouble(item.lastValue())).isBetween(each.least(), each.most());
    }

    @Test
    void aFormulaWithoutEnoughHistoryHasNoValueAndIsSupportedAllTheSame() throws IOException {
        for (CalculatedItem each : catalogue.calculated())
            assertThat(items(HOST, each.key())).allSatisfy(item -> {
                assertThat(item.lastClock()).isZero();
                assertThat(item.error()).isEmpty();
            });
    }

    /** By the end of its service's name: an item, and the worst severity of the triggers that it makes fire. */
    private record Failure(String key, String well, String failing, int severity) {}

    private static final Map<String, Failure> FAILURES = Map.of(
            "direct debit", new Failure("ver.sepa.returns.failed", "0", "1", 4),
            "background jobs", new Failure("ver.workers[" + Pasts.QUEUE + "]", "1", "0", 4),
            "scheduler", new Failure("ver.scheduler.enabled", "1", "0", 4),
            "mail", new Failure("ver.mail.stuck", "0", "1", 2),
            "website", new Failure("ver.web.up", "1", "0", 5),
            "application", new Failure("ver.errors.critical.1h", "0", "1", 4),
            "monitoring", new Failure("ver.collector.blocked.hosts", "0", "1", 2));

    @Test
    void aServiceIsAsBadAsItsProblemAndItsDowntimeCountsAgainstWhatWasPromised() throws Exception {
        discover(HOST);
        Instant fails = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        FAILURES.values().forEach(failure -> send(failure.key(), failure.well(), fails.minus(Duration.ofMinutes(30))));
        FAILURES.values().forEach(failure -> send(failure.key(), failure.failing(), fails));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses()).isEqualTo(failing()));

        Instant recovers = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        FAILURES.values().forEach(failure -> send(failure.key(), failure.well(), recovers));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statuses().values()).containsOnly(OK));
        assertPromiseBroken(fails, recovers);
    }

    private void send(String key, String value, Instant at) {
        send(List.of(Sample.of(HOST, key, value, at.getEpochSecond(), 0)));
    }

    private static Map<String, Integer> failing() {
        Map<String, Integer> statuses = new HashMap<>();
        statuses.put("Verenigingen (" + HOST + ")", DISASTER);
        FAILURES.forEach(
                (name, failure) -> statuses.put("Verenigingen: " + name + " (" + HOST + ")", failure.severity()));
        return statuses;
    }

    private Map<String, Integer> statuses() throws IOException {
        Map<String, Integer> statuses = new HashMap<>();
        for (JsonNode service : zabbix.api().call("service.get", Map.of("output", List.of("name", "status"))))
            statuses.put(service.path("name").asText(), service.path("status").asInt());
        return statuses;
    }

    /** Asks for two months, as a failure may begin in one and end in the next. No service is older than its installation. */
    private void assertPromiseBroken(Instant failed, Instant recovered) throws IOException {
        JsonNode sla = zabbix.api().call("sla.get", Map.of("output", "extend")).path(0);
        assertThat(sla.path("slo").asDouble()).isEqualTo(99.9);
        JsonNode report = zabbix.api()
                .call("sla.getsli", Map.of("slaid", sla.path("slaid").asText(), "periods", 2));
        JsonNode services = report.path("serviceids");
        assertThat(services).hasSize(FAILURES.size());
        for (int column = 0; column < services.size(); column++) {
            long since = Math.max(made(services.path(column).asText()), failed.getEpochSecond());
            assertDowntime(report.path("sli"), column, recovered.getEpochSecond() - since);
        }
    }

    private long made(String service) throws IOException {
        return zabbix.api()
                .call("service.get", Map.of("serviceids", service, "output", List.of("created_at")))
                .path(0)
                .path("created_at")
                .asLong();
    }

    private static void assertDowntime(JsonNode periods, int column, long seconds) {
        long down = 0;
        for (JsonNode period : periods)
            down += period.path(column).path("downtime").asLong();
        assertThat(down).isEqualTo(seconds);
        JsonNode latest = periods.path(periods.size() - 1).path(column);
        double up = latest.path("uptime").asDouble();
        assertThat(latest.path("sli").asDouble())
                .isLessThan(99.9)
                .isCloseTo(100 * up / (up + latest.path("downtime").asDouble()), within(0.001));
    }
}
