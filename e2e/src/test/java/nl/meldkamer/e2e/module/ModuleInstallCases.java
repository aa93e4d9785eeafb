package nl.meldkamer.e2e.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program installs hosts whose items agents, and the JMX of the daemon, answer. */
abstract class ModuleInstallCases extends ModuleFixture {

    private static final String INSTALLED = "SELECT (SELECT count(*) FROM hosts)"
            + " + (SELECT count(*) FROM interface) + (SELECT count(*) FROM dashboard) + (SELECT count(*) FROM users)";

    private static final int JMX_ITEM = 16;

    ModuleInstallCases(Path root, boolean throughZabbixsGateway) {
        super(root, throughZabbixsGateway);
    }

    @Test
    void anInstallationByAgentHasWhatTheDaemonSentByTrapperAndGoesWhole() throws Exception {
        try (Agent agentd = agentd("agentd-installed");
                Agent agent2 = agent2("agent2-installed")) {
            URI frontend = zabbix.startFrontend();
            double before = number(INSTALLED);
            Map<String, Agent> agents = Map.of("agent", agentd, "agent2", agent2);
            for (String via : agents.keySet()) install(frontend, via, agents.get(via));
            installByJmx(frontend);
            assertThat(install(frontend, "agent", agentd)).contains("There is nothing to do.");
            for (String via : agents.keySet()) hasWhatWasSent("Shelf by " + via);
            hasTheDaemonsFigures();
            for (String via : List.of("agent", "agent2", "jmx")) meldkamer("uninstall", frontend, via);
            assertThat(number(INSTALLED)).isEqualTo(before);
        } finally {
            zabbix.stopFrontend();
        }
    }

    private String install(URI frontend, String via, Agent agent) throws Exception {
        return meldkamer(
                "install",
                frontend,
                via,
                "--via",
                via,
                "--host",
                "Shelf by " + via,
                "--catalogue",
                daemon.catalogue().toString(),
                "--agent-address",
                "127.0.0.1:" + agent.port());
    }

    private void installByJmx(URI frontend) throws Exception {
        meldkamer(
                "install",
                frontend,
                "jmx",
                "--via",
                "jmx",
                "--host",
                "Shelf by jmx",
                "--jmx-address",
                "127.0.0.1:" + jmxPort,
                "--macro",
                "{$MELDKAMER.JMX.USER}=zabbix",
                "--macro",
                "{$MELDKAMER.JMX.PASSWORD}=s3cret");
    }

    /** What is asked every minute is asked at once. */
    private void hasTheDaemonsFigures() {
        String items = " FROM history_uint v JOIN items i USING (itemid) JOIN hosts h USING (hostid)"
                + " WHERE h.host = 'Shelf by jmx' AND ";
        String status = "i.key_ = 'jmx[\"nl.meldkamer:type=Collection,group=shelf\",Status]' AND v.value = 0";
        String appended = "i.key_ = 'jmx[\"nl.meldkamer:type=Spool\",Appended]' AND v.value >= " + ShelfDaemon.PLACES;
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(4))
                .untilAsserted(() -> {
                    askNow();
                    assertThat(number("SELECT count(*)" + items + status)).isPositive();
                    assertThat(number("SELECT count(*)" + items + appended)).isPositive();
                });
    }

    private void askNow() throws Exception {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = zabbix.database();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT itemid FROM items JOIN hosts h USING (hostid) WHERE h.host = 'Shelf by"
                                + " jmx' AND type = " + JMX_ITEM + " AND items.flags <> 2")) {
            while (rows.next()) ids.add(rows.getLong(1));
        }
        zabbix.configureOnFrontend(configuration -> {
            for (long id : ids)
                configuration.create("task", "taskids", Map.of("type", 6, "request", Map.of("itemid", id)));
            return ids;
        });
    }

    private String meldkamer(String command, URI frontend, String via, String... options) throws Exception {
        List<String> words =
                new ArrayList<>(List.of(build.launcher().toString(), command, "--url", frontend.toString()));
        words.addAll(List.of("--user", "Admin", "--yes", "--directory"));
        words.add(directory.resolve("installed-by-" + via).toString());
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("MELDKAMER_ZABBIX_PASSWORD", "zabbix");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The discovery made an item for each place, and every value of each was that place's at its time. */
    private void hasWhatWasSent(String host) throws Exception {
        String items = " FROM history_uint p JOIN items i USING (itemid) JOIN hosts h USING (hostid) WHERE h.host = '"
                + host + "' AND i.key_ = 'meldkamer.get[shelf.value,,' || p.value % 1000 || ']'"
                + " AND i.name = 'Place ' || p.value % 1000";
        await().atMost(Duration.ofMinutes(2))
                .until(() -> number("SELECT count(DISTINCT i.itemid)" + items) == ShelfDaemon.PLACES);
        String neverSent = "SELECT count(*)" + items + " AND p.clock < (SELECT max(clock) - 10 FROM history_uint) AND"
                + " NOT EXISTS (SELECT 1 FROM history_uint s JOIN items USING (itemid) WHERE s.value = p.value AND key_"
                + " = 'shelf.value[' || p.value % 1000 || ']')";
        assertThat(number(neverSent)).isZero();
    }
}
