package nl.meldkamer.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import nl.meldkamer.e2e.ZabbixUnderFire;
import org.junit.jupiter.api.Test;

/** Agents and servers of one release of Zabbix ask a daemon that delivers to the same Zabbix by trapper. */
abstract class ModuleCases extends ModuleInstallCases {

    private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED: ";
    private static final String BEHIND_PROXY = "Shelf behind a proxy";

    /** How long a sample may be on its way from the database to the memory of the daemon. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private static final Duration BELIEVED = Duration.ofSeconds(1);

    ModuleCases(Path root, boolean throughZabbixsGateway) {
        super(root, throughZabbixsGateway);
    }

    @Test
    void agentdTellsWhatTheDaemonSentByTrapper() throws Exception {
        try (Agent agent = agentd("agentd-values")) {
            isToldWhatWasSent(agent);
        }
    }

    @Test
    void agent2TellsWhatTheDaemonSentByTrapper() throws Exception {
        try (Agent agent = agent2("agent2-values")) {
            isToldWhatWasSent(agent);
        }
    }

    /** A value that was told, and when it was asked for. */
    private record Told(int place, long value, double before, double after) {}

    private void isToldWhatWasSent(Agent agent) throws Exception {
        List<Told> told = new ArrayList<>();
        for (int place = 1; place <= ShelfDaemon.PLACES; place++) {
            double before = now();
            String value = agent.get("meldkamer.get[\"" + ShelfDaemon.key(place) + "\"]");
            told.add(new Told(place, Long.parseLong(value), before, now()));
        }
        double last = told.get(told.size() - 1).after();
        await().atMost(PATIENCE).until(() -> lastClock() > last);
        for (Told each : told) assertThat(isLatest(each)).as("%s", each).isTrue();
        assertThat(agent.get("meldkamer.get[shelf.value,,7]")).isNotEmpty().doesNotStartWith(NOT_SUPPORTED);
        assertThat(Integer.parseInt(agent.get("meldkamer.age[shelf.value,Shelf,7]")))
                .isBetween(0, 3);
        assertThat(agent.get("meldkamer.discovery[shelf.discovery]"))
                .startsWith("[{\"{#N}\":\"1\"}")
                .contains("{\"{#N}\":\"100\"}");
        // Agent 2 of 7.0 makes a sentence of a reason: a capital, and a full stop.
        assertThat(agent.get("meldkamer.get[\"shelf.value[7\"]"))
                .startsWithIgnoringCase(
                        NOT_SUPPORTED + "the daemon knows no key 'shelf.value[7' of host 'Shelf'; did you"
                                + " mean 'shelf.value[7]'?");
        assertThat(agent.get("meldkamer.version")).startsWith("0.");
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    /** The value is in the history, and none that is newer was there to be told when it was asked for. */
    private boolean isLatest(Told told) throws Exception {
        String query = "SELECT h.clock + h.ns / 1e9, h.value FROM history_uint h JOIN items i USING (itemid)"
                + " WHERE i.key_ = '" + ShelfDaemon.key(told.place()) + "' ORDER BY 1";
        double found = -1;
        double next = Double.MAX_VALUE;
        try (Connection connection = zabbix.database();
                var rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                if (rows.getLong(2) == told.value()) found = rows.getDouble(1);
                else if (found >= 0) next = Math.min(next, rows.getDouble(1));
            }
        }
        return found >= 0 && found <= told.after() && next > told.before() - ON_ITS_WAY.toMillis() / 1000.0;
    }

    private double lastClock() throws Exception {
        String query = "SELECT min(last) FROM (SELECT max(h.clock) AS last FROM history_uint h JOIN items i USING"
                + " (itemid) WHERE i.key_ LIKE 'shelf.value%' GROUP BY itemid) AS each";
        return number(query);
    }

    @Test
    void theServerDiscoversAndCollectsWithTheModule() throws Exception {
        String discovered = "SELECT count(DISTINCT itemid) FROM items JOIN hosts h USING (hostid) JOIN history_uint"
                + " USING (itemid) WHERE h.host = '" + PULLED + "' AND key_ LIKE 'meldkamer.get[shelf.value,,%'";
        await().atMost(Duration.ofMinutes(2)).until(() -> number(discovered) == ShelfDaemon.PLACES);
        String neverSent = "SELECT count(*) FROM history_uint p JOIN items i USING (itemid) JOIN hosts h USING (hostid)"
                + " WHERE h.host = '" + PULLED + "' AND p.clock < (SELECT max(clock) - 10 FROM history_uint) AND NOT"
                + " EXISTS (SELECT 1 FROM history_uint s WHERE s.value = p.value AND s.itemid <> p.itemid)";
        assertThat(number(neverSent)).isZero();
    }

    @Test
    void aProxyCollectsWithTheModule() throws Exception {
        Path program = Stream.of(root, CHECKOUT.resolve(".verify/zabbix-proxy"))
                .map(each -> each.resolve("usr/sbin/zabbix_proxy"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "the proxy's package is not there; ./verify unpacks it");
        zabbix.configure(ModuleCases::makeProxy);
        Path own = directory.resolve("proxy");
        try (Background proxy = Proxy.start(
                own, root, program, build, daemon.socket(), zabbix.trapper().getPort())) {
            String collected = "SELECT count(*) FROM history_uint JOIN items USING (itemid) JOIN hosts h USING (hostid)"
                    + " WHERE h.host = '" + BEHIND_PROXY + "'";
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(proxy.isRunning()).as(proxy.output()).isTrue();
                assertThat(number(collected)).as(proxy.output()).isGreaterThan(1);
            });
            assertThat(proxy.output()).contains("loaded modules: " + build.module());
        }
    }

    private static String makeProxy(ZabbixUnderFire.Configuration configuration) throws IOException {
        boolean is60 = configuration.isOf60();
        String proxy = configuration.create(
                "proxy",
                "proxyids",
                is60 ? Map.of("host", Proxy.NAME, "status", 5) : Map.of("name", Proxy.NAME, "operating_mode", 0));
        Map<String, Object> host = new HashMap<>(Map.of(
                "host",
                BEHIND_PROXY,
                "groups",
                List.of(Map.of(
                        "groupid", configuration.create("hostgroup", "groupids", Map.of("name", BEHIND_PROXY))))));
        host.putAll(is60 ? Map.of("proxy_hostid", proxy) : Map.of("monitored_by", 1, "proxyid", proxy));
        Map<String, Object> item = new HashMap<>(asked(configuration, configuration.create("host", "hostids", host)));
        item.putAll(Map.of("name", "Place 1", "key_", "meldkamer.get[shelf.value,Shelf,1]", "value_type", UNSIGNED));
        return configuration.create("item", "itemids", item);
    }

    @Test
    void whatTheServerHasWrittenIsConfirmed() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Long.parseLong(daemon.health().get("history.confirmed")))
                        .isGreaterThan(5L * ShelfDaemon.PLACES));
        assertThat(daemon.health()).containsEntry("history.untold", "0");
    }

    @Test
    void aUserWhoIsNotAdmittedIsToldSo() throws Exception {
        assumeTrue(Background.isRoot(), "only root can be somebody else");
        Path own = directory.resolve("agentd-stranger");
        agentd(own.getFileName().toString()).close();
        // Options of setpriv, which starts it.
        List<String> words = new ArrayList<>(List.of("--reuid=nobody", "--regid=zabbix", "--clear-groups"));
        words.addAll(Agent.command(root, root.resolve("usr/sbin/zabbix_agentd")));
        words.addAll(List.of("-c", own.resolve("agent.conf").toString(), "-t", "meldkamer.ping"));
        try (Background asked = Background.start(
                own.resolve("stranger.log"), Agent.moduleConfiguration(own, daemon.socket(), ""), words)) {
            await().atMost(PATIENCE).until(() -> !asked.isRunning());
            assertThat(asked.output())
                    .contains("ZBX_NOTSUPPORTED")
                    .contains("refused: user 'nobody' may not speak to this daemon");
        }
    }

    @Test
    void agentdOutlivesTheDaemon() throws Exception {
        try (Agent agent = agentd("agentd-outage")) {
            outlivesTheDaemon(agent);
        }
    }

    @Test
    void agent2OutlivesTheDaemon() throws Exception {
        try (Agent agent = agent2("agent2-outage")) {
            outlivesTheDaemon(agent);
        }
    }

    private void outlivesTheDaemon(Agent agent) throws Exception {
        Set<Long> family = agent.family();
        long server = zabbix.serverPid();
        Map<String, String> odd = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService askers = Executors.newFixedThreadPool(3);
        List<Future<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) asked.add(askers.submit(() -> ask(agent, over, odd)));
        try {
            daemon.process().signal("STOP");
            // What the board shows is believed for a second.
            await().atMost(BELIEVED.multipliedBy(3))
                    .untilAsserted(() -> assertThat(agent.get("meldkamer.get[shelf.value,,1]"))
                            .startsWith(NOT_SUPPORTED + "Meldkamer's daemon at ")
                            .matches(".*(did not answer|took no connection) within [89]00 ms[.]?"));
            daemon.process().signal("CONT");
            recovers(agent);
            daemon.process().kill();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(agent.get("meldkamer.get[shelf.value,,1]"))
                            .startsWith(NOT_SUPPORTED + "Meldkamer's daemon at ")
                            .contains("can't be reached: Connection refused (is it running?)"));
            daemon.restart();
            recovers(agent);
        } finally {
            if (!daemon.process().isRunning()) daemon.restart();
            over.set(true);
            askers.shutdown();
        }
        assertThat(askers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (Future<Integer> each : asked) assertThat(each.get()).isPositive();
        assertThat(odd).isEmpty();
        assertThat(agent.family()).isEqualTo(family);
        assertThat(zabbix.serverPid()).isEqualTo(server);
    }

    /** Once the daemon answers at all, it has a value within an interval. */
    private static void recovers(Agent agent) {
        await().atMost(PATIENCE).until(() -> agent.get("meldkamer.ping").equals("1"));
        await().atMost(Duration.ofSeconds(10).plus(ShelfDaemon.EVERY))
                .until(() -> agent.get("meldkamer.get[shelf.value,,1]").matches("[0-9]+"));
    }

    /** Asks on and on, and keeps what is neither a value nor a reason. */
    private static int ask(Agent agent, AtomicBoolean over, Map<String, String> odd) throws Exception {
        int count = 0;
        while (!over.get()) {
            String key = "meldkamer.get[shelf.value,," + (count % ShelfDaemon.PLACES + 1) + "]";
            String answer = agent.get(key);
            boolean good = answer.matches("[0-9]+") || answer.matches("ZBX_NOTSUPPORTED: .*(daemon|value).*");
            if (!good) odd.put(key, answer);
            count++;
        }
        return count;
    }
}
