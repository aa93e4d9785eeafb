package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.collect.Discovered;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.socket.Reply;
import nl.meldkamer.agent.socket.Request;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String RULE = "shelf.discovery";

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Path catalogue = Files.createDirectory(folder.resolve("catalogue"));
        Files.writeString(
                catalogue.resolve("template.yaml"), "template: {name: Shelf, group: Templates/Applications}\n");
        Files.writeString(catalogue.resolve("shelf.yaml"), """
                groups:
                  - group: shelf
                    source: app
                    every: 30s
                    description: What is on the shelf.
                    collect: {sql: SELECT 1 AS n}
                    discovery: {key: shelf.discovery, name: Places, macros: {"{#N}": n}}
                    items:
                      - {key: "shelf.value[{#N}]", name: "Place {#N}", value: n, type: unsigned}
                  - group: door
                    source: app
                    every: 60s
                    description: The door.
                    collect: {sql: SELECT 1 AS n}
                    items:
                      - {key: door.open, name: Open, value: n, type: unsigned}
                """);
        Files.writeString(folder.resolve("meldkamer.yaml"), """
                host: linde
                server: 127.0.0.1
                catalogue: [%s]
                sources: {app: {postgresql: {database: d, user: u, password: "${PW}"}}}
                """.formatted(catalogue));
    }

    @Test
    void whatARoundGaveIsToldWithItsInterval() {
        try (Spool spool = spool()) {
            Keeping keeping = keeping(spool);
            keeping.keep(round(List.of("shelf.value[2]"), sample("shelf.value[1]", "7")));
            assertThat(get(keeping, "shelf.value[1]")).isEqualTo(new Reply.Told("7", NOW.getEpochSecond(), 0, 30));
            assertThat(get(keeping, RULE)).isEqualTo(new Reply.Told("[{\"{#N}\":\"1\"}]", NOW.getEpochSecond(), 0, 30));
            assertThat(get(keeping, "shelf.value[2]"))
                    .isInstanceOfSatisfying(
                            Reply.None.class, none -> assertThat(none.reason()).contains("no value now"));
        }
    }

    @Test
    void anItemThatWasNotCollectedYetSaysSo() {
        try (Spool spool = spool()) {
            assertThat(get(keeping(spool), "door.open"))
                    .isInstanceOfSatisfying(
                            Reply.None.class, none -> assertThat(none.reason()).contains("it does so every 60 s"));
        }
    }

    @Test
    void aDiscoveryThatIsNotDueInZabbixIsToldAfterARestartWithThoseOfOtherProducers() {
        try (Spool spool = spool()) {
            spool.discoverySets()
                    .report("linde", RULE, "another", List.of(Map.of("{#N}", "9")), NOW.getEpochSecond(), 1);
            keeping(spool).keep(round(List.of()));
        }
        try (Spool spool = spool()) {
            Keeping again = keeping(spool);
            again.keep(round(List.of()));
            assertThat(get(again, RULE))
                    .isEqualTo(new Reply.Told("[{\"{#N}\":\"1\"},{\"{#N}\":\"9\"}]", NOW.getEpochSecond(), 0, 30));
        }
    }

    @Test
    void whatTheSpoolDoesNotTakeIsNotTold() {
        Spool spool = spool();
        Keeping keeping = keeping(spool);
        spool.close();
        assertThatThrownBy(() -> keeping.keep(List.of(sample("pushed", "1")))).isInstanceOf(SpoolException.class);
        assertThat(get(keeping, "pushed")).isInstanceOf(Reply.None.class);
    }

    @Test
    void aValueThatWasHandedOverHasNoInterval() {
        try (Spool spool = spool()) {
            Keeping keeping = keeping(spool);
            keeping.keep(List.of(sample("pushed", "1")));
            assertThat(get(keeping, "pushed")).isEqualTo(new Reply.Told("1", NOW.getEpochSecond(), 0, 0));
        }
    }

    @Test
    void whereZabbixAsksValuesAreToldAndNoneCanBeHandedOver() throws IOException {
        Path file = folder.resolve("meldkamer.yaml");
        Files.writeString(file, Files.readString(file).replace("server: 127.0.0.1", "server: none"));
        try (Spool spool = Spool.open(folder.resolve("spool"), List.of(), SpoolLimits.DEFAULT, CLOCK)) {
            Keeping keeping = keeping(spool);
            keeping.keep(round(List.of(), sample("shelf.value[1]", "7")));
            assertThat(get(keeping, "shelf.value[1]")).isEqualTo(new Reply.Told("7", NOW.getEpochSecond(), 0, 30));
            assertThat(get(keeping, RULE)).isEqualTo(new Reply.Told("[{\"{#N}\":\"1\"}]", NOW.getEpochSecond(), 0, 30));
            assertThatThrownBy(() -> keeping.keep(List.of(sample("pushed", "1"))))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("'server: none'");
            assertThat(get(keeping, "pushed")).isInstanceOf(Reply.None.class);
        }
    }

    private Spool spool() {
        return Spool.open(folder.resolve("spool"), List.of("zabbix"), SpoolLimits.DEFAULT, CLOCK);
    }

    private Keeping keeping(Spool spool) {
        Map<String, String> environment = Map.of("PW", "secret");
        return new Keeping(Site.of(Configuration.read(folder.resolve("meldkamer.yaml"), environment)), spool, CLOCK);
    }

    private static Round round(List<String> withoutValue, Sample... samples) {
        Discovered found = new Discovered("linde", RULE, List.of(Map.of("{#N}", "1")), NOW);
        return new Round(
                GroupStatus.ok("shelf", "app", Duration.ZERO), Optional.of(found), List.of(samples), withoutValue);
    }

    private static Reply get(Keeping keeping, String key) {
        return keeping.knowledge().latest().answer(new Request.Get("", key));
    }

    private static Sample sample(String key, String value) {
        return Sample.of("linde", key, value, NOW.getEpochSecond(), NOW.getNano());
    }
}
