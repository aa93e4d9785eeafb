package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import nl.meldkamer.e2e.ZabbixAdministration.ItemState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every dashboard of the template, seen with a browser over an association that has something of everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DashboardCases {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final long SEED = 66;
    private static final int MEMBERS = 3000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final List<String> AUDIT = List.of(
            "tails: {site: {source: app, stream: linde/site, every: 2s, compare-every: 15s}}",
            "producers: {zabbix: {token: of-nobody-since-nothing-listens, stream: linde/alerts}}",
            "alerts: {producer: zabbix, every: 5s}");

    /** Of a widget's field: it names an item. */
    private static final int ITEM = 4;

    private final ZabbixInstallation installation;
    private final String release;
    private final Clock clock = Clock.systemUTC();
    private Stage stage;
    private Premises premises;
    private MeldkamerDaemon meldkamer;
    private ZabbixAdministration zabbix;
    private String hostId;

    DashboardCases(ZabbixInstallation installation, String release) {
        this.installation = installation;
        this.release = release;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        stage = new Stage(TestDirectory.open(directory), settings, installation);
        stage.start();
        zabbix = stage.administration();
        zabbix.quietZabbixServerHost();
        meldkamer = new MeldkamerDaemon(CHECKOUT, stage).withAuditStore(AUDIT).withApi(token());
        zabbix.importTemplate(Files.readString(
                CHECKOUT.resolve("zabbix-templates/" + release + "/template_app_verenigingen_trapper.xml")));
        hostId = zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE);
        found();
        premises = Premises.open(settings.account().directory(stage.directory().resolve("premises")), clock);
        meldkamer.configure(
                stage.site(),
                premises.sources(),
                Stream.of("streams", "sweep", "completeness", "returns", "retention", "alert-times")
                        .map(group -> "audit." + group + ": {every: 15s}")
                        .toList());
        meldkamer.start();
        for (String action : List.of("alert_problem", "alert_acknowledged", "alert_recovered")) record(action);
    }

    private Path token() throws IOException {
        Path token = Files.writeString(stage.directory().resolve("api.token"), zabbix.newToken("meldkamer"));
        stage.settings().account().own(token);
        return token;
    }

    /** Of an alert that none of this Zabbix is, and that somebody has dealt with. */
    private void record(String action) throws IOException {
        meldkamer.run(
                "audit",
                "record",
                "--process",
                "Alert",
                "--action",
                action,
                "--reference",
                "Zabbix Event/0",
                "--wait",
                "60");
    }

    private void found() throws Exception {
        Instant now = clock.instant();
        LocalDateTime local = LocalDateTime.ofInstant(now, SiteDatabase.ZONE).truncatedTo(ChronoUnit.SECONDS);
        stage.site().fill(Association.generate(SEED, MEMBERS, Health.TROUBLED, local));
        try (var redis = stage.redis().connect()) {
            new Rq(redis, new SplittableRandom(SEED)).write(WorkQueue.invent(Health.TROUBLED, now), now);
        }
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (premises != null) premises.close();
            if (meldkamer != null) meldkamer.stop();
        } finally {
            stage.close();
        }
    }

    @Test
    void noWidgetOfAnyDashboardIsEmptyOrShowsAnError() throws Exception {
        List<JsonNode> dashboards = dashboards();
        assertThat(dashboards).hasSizeGreaterThan(9);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(5)).until(this::everyItemShownHasAValue);
        Browser browser = Browser.inBuildFolder();
        List<Browser.Shot> shots = new ArrayList<>();
        for (JsonNode dashboard : dashboards) shots.add(shot(browser, dashboard));
        assertThat(browser.photograph(stage.frontend().address(), shots)).isEmpty();
        assertThat(shots).allSatisfy(shot -> assertThat(shot.picture()).isNotEmptyFile());
    }

    private Browser.Shot shot(Browser browser, JsonNode dashboard) throws IOException {
        String name = dashboard.path("name").asText().toLowerCase(Locale.ROOT).replace(' ', '-');
        String page = "zabbix.php?action=host.dashboard.view&from=now-30m&to=now&hostid=" + hostId + "&dashboardid="
                + dashboard.path("dashboardid").asText();
        return new Browser.Shot(page, browser.picture(release + "-" + name));
    }

    /** What is calculated seldom is calculated now. */
    private boolean everyItemShownHasAValue() throws IOException {
        List<String> valueless = valueless();
        if (!valueless.isEmpty()) zabbix.calculateNow(hostId);
        return valueless.isEmpty();
    }

    private List<JsonNode> dashboards() throws IOException {
        String template = zabbix.api()
                .call("template.get", Map.of("filter", Map.of("host", MeldkamerDaemon.TEMPLATE)))
                .path(0)
                .path("templateid")
                .asText();
        List<JsonNode> found = new ArrayList<>();
        zabbix.api()
                .call(
                        "templatedashboard.get",
                        Map.of("templateids", List.of(template), "selectPages", "extend", "sortfield", "name"))
                .forEach(found::add);
        return found;
    }

    /** Items that stand in a widget, as themselves or in a graph, and have no value. */
    private List<String> valueless() throws IOException {
        List<String> shown = new ArrayList<>();
        for (JsonNode dashboard : dashboards())
            dashboard
                    .findValues("fields")
                    .forEach(fields -> fields.forEach(field -> {
                        if (field.path("type").asInt() == ITEM)
                            shown.add(field.path("value").asText());
                    }));
        List<String> keys = new ArrayList<>();
        zabbix.api()
                .call("item.get", Map.of("itemids", shown, "templated", true, "output", List.of("key_")))
                .forEach(item -> keys.add(item.path("key_").asText()));
        assertThat(keys).hasSizeGreaterThan(20);
        return zabbix.items(hostId, "*").stream()
                .filter(item -> keys.contains(item.key()) && item.lastClock() == 0)
                .map(ItemState::key)
                .toList();
    }
}
