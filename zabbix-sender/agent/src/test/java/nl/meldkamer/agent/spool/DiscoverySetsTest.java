package nl.meldkamer.agent.spool;

import static nl.meldkamer.agent.spool.SpoolFixture.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.meldkamer.agent.spool.SpoolLimits.WhenFull;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverySetsTest {

    private static final String RULE = "ver.queue.discovery";

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private int ns;

    @Test
    void theFullSetIsSpooledOnceAndAgainWhenItChanges() {
        try (Spool spool = open()) {
            assertThat(report(spool, "redis", "long", "short")).contains(value("long", "short"));
            assertThat(report(spool, "redis", "short", "long", "long")).isEmpty();
            assertThat(report(spool, "redis", "long")).contains(value("long"));
            assertThat(report(spool, "redis")).contains("[]");
            assertThat(SpoolFixture.values(waiting(spool, "main")))
                    .containsExactly(value("long", "short"), value("long"), "[]");
        }
    }

    @Test
    void anUnchangedSetIsSentAgainAfterAnHourOrWhenTheClockWentBack() {
        try (Spool spool = open()) {
            report(spool, "redis", "long");
            clock.advance(DiscoverySets.REPEAT.minusSeconds(1));
            assertThat(report(spool, "redis", "long")).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(report(spool, "redis", "long")).isPresent();
            clock.advance(Duration.ofDays(-1));
            assertThat(report(spool, "redis", "long")).isPresent();
            assertThat(report(spool, "redis", "long")).isEmpty();
        }
    }

    @Test
    void severalProducersFeedOneRuleAndEachTakesBackOnlyItsOwn() {
        try (Spool spool = open()) {
            report(spool, "redis1", "long", "default");
            assertThat(report(spool, "redis2", "default", "short")).contains(value("default", "long", "short"));
            assertThat(report(spool, "redis1", "long")).isEmpty();
            assertThat(report(spool, "redis2")).contains(value("long"));
        }
    }

    @Test
    void itIsRememberedOverARestart() {
        try (Spool spool = open()) {
            report(spool, "redis1", "long");
            report(spool, "redis2", "short");
        }
        try (Spool spool = open()) {
            assertThat(report(spool, "redis1", "long")).isEmpty();
            assertThat(report(spool, "redis1", "other")).contains(value("other", "short"));
        }
    }

    @Test
    void whatAProducerSaidIsForgottenWithTheProducer() {
        try (Spool spool = open()) {
            report(spool, "redis1", "long");
            report(spool, "redis2", "short");
            spool.discoverySets().retain(List.of("redis2"));
            assertThat(report(spool, "redis2", "short")).contains(value("short"));
        }
    }

    @Test
    void hostsAndRulesAreApart() {
        try (Spool spool = open()) {
            DiscoverySets sets = spool.discoverySets();
            List<Map<String, String>> entities = List.of(Map.of("{#A}", "1"));
            assertThat(sets.report("one", RULE, "p", entities, 1, 1)).isPresent();
            assertThat(sets.report("two", RULE, "p", entities, 1, 1)).isPresent();
            assertThat(sets.report("one", "other", "p", entities, 1, 1)).isPresent();
        }
    }

    @Test
    void macrosAreInOneOrderAndTextIsEscaped() {
        try (Spool spool = open()) {
            List<Map<String, String>> entities = List.of(Map.of("{#B}", "two\n\"lines\"", "{#A}", "ü"));
            assertThat(spool.discoverySets().report("host", RULE, "p", entities, 5, 6))
                    .contains(Sample.of("host", RULE, "[{\"{#A}\":\"ü\",\"{#B}\":\"two\\n\\\"lines\\\"\"}]", 5, 6));
        }
    }

    @Test
    void aSetThatFoundNoRoomCountsAsNeverReported() {
        SpoolLimits limits = new SpoolLimits(1 << 20, Duration.ofDays(1), WhenFull.REFUSE_NEW, 10);
        try (Spool spool = Spool.open(directory, List.of("main"), limits, clock)) {
            String[] huge =
                    IntStream.range(0, 30_000).mapToObj(n -> "x".repeat(40) + n).toArray(String[]::new);
            assertThatThrownBy(() -> report(spool, "redis", huge)).isInstanceOf(SpoolFullException.class);
            assertThat(report(spool, "other", "short")).contains(value("short"));
        }
    }

    private Optional<String> report(Spool spool, String producer, String... queues) {
        List<Map<String, String>> entities =
                List.of(queues).stream().map(queue -> Map.of("{#QUEUE}", queue)).toList();
        return spool.discoverySets()
                .report("host", RULE, producer, entities, clock.instant().getEpochSecond(), ns++)
                .map(Sample::value);
    }

    private static String value(String... queues) {
        return List.of(queues).stream()
                .map(queue -> "{\"{#QUEUE}\":\"" + queue + "\"}")
                .toList()
                .toString()
                .replace(", ", ",");
    }

    private Spool open() {
        return Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, clock);
    }
}
