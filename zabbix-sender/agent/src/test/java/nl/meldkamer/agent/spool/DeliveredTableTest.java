package nl.meldkamer.agent.spool;

import static nl.meldkamer.agent.spool.SpoolFixture.ack;
import static nl.meldkamer.agent.spool.SpoolFixture.samples;
import static nl.meldkamer.agent.spool.SpoolFixture.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool remembers of samples that were delivered. */
class DeliveredTableTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final DeliveryMemory TEN_MINUTES = new DeliveryMemory(Duration.ofMinutes(10), 1000);

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(START);

    @Test
    void whatADestinationAcknowledgedIsRememberedForIt() {
        try (Spool spool = open(TEN_MINUTES)) {
            List<Sample> three = samples("a", 0, 3);
            spool.append(three);
            ack(spool, "main", waiting(spool, "main").subList(0, 2));
            assertThat(delivered("main")).containsExactlyElementsOf(three.subList(0, 2));
            assertThat(delivered("other")).isEmpty();
            ack(spool, "other", waiting(spool, "other"));
            assertThat(delivered("other")).containsExactlyElementsOf(three);
        }
    }

    @Test
    void nothingIsRememberedUnlessToldTo() {
        try (Spool spool = open(DeliveryMemory.OFF)) {
            spool.append(samples("a", 0, 3));
            ack(spool, "main", waiting(spool, "main"));
        }
        assertThat(delivered("main")).isEmpty();
    }

    @Test
    void errorsOfItemsAreNotRememberedSinceNoHistoryHasThem() {
        try (Spool spool = open(TEN_MINUTES)) {
            spool.append(List.of(Sample.notSupported("h", "k", "why", 1, 1), Sample.of("h", "k", "1", 1, 2)));
            ack(spool, "main", waiting(spool, "main"));
            assertThat(delivered("main")).extracting(Sample::ns).containsExactly(2);
        }
    }

    @Test
    void theNewestPushTheOldestOut() {
        try (Spool spool = open(new DeliveryMemory(Duration.ofMinutes(10), 3))) {
            for (int at = 0; at < 5; at++) deliver(spool, at);
            assertThat(delivered("main")).extracting(Sample::value).containsExactly("2", "3", "4");
        }
    }

    @Test
    void whatIsTooOldIsForgotten() {
        try (Spool spool = open(TEN_MINUTES)) {
            deliver(spool, 0);
            clock.advance(Duration.ofMinutes(11));
            deliver(spool, 1);
            assertThat(delivered("main")).extracting(Sample::value).containsExactly("1");
        }
    }

    @Test
    void theMemoryGivesWayBeforeASampleThatWaitsDoes() {
        SpoolLimits small = new SpoolLimits(1 << 20, Duration.ofDays(1), SpoolLimits.WhenFull.REFUSE_NEW, 10);
        try (Spool spool = Spool.open(directory, List.of("main"), small, TEN_MINUTES, clock)) {
            List<Sample> large = List.of(Sample.of("h", "k", "x".repeat(100_000), 1, 1));
            for (int round = 0; round < 50; round++) {
                spool.append(large);
                ack(spool, "main", waiting(spool, "main"));
            }
            assertThat(spool.counters().dropped().values()).containsOnly(0L);
        }
    }

    @Test
    void resentSamplesWaitAgainForTheirDestinationAsTheyWere() {
        try (Spool spool = open(TEN_MINUTES)) {
            List<Sample> two = samples("a", 0, 2);
            spool.append(two);
            ack(spool, "main", waiting(spool, "main"));
            ack(spool, "other", waiting(spool, "other"));
            long second = operations()
                    .delivered("main", Instant.EPOCH, clock.instant())
                    .get(1)
                    .id();
            assertThat(operations().resend(List.of(second, 999_999L))).isEqualTo(1);
            assertThat(waiting(spool, "main")).extracting(SpooledSample::sample).containsExactly(two.get(1));
            assertThat(waiting(spool, "other")).isEmpty();
        }
    }

    @Test
    void onlyTheTimeThatIsAskedForIsTold() {
        try (Spool spool = open(TEN_MINUTES)) {
            deliver(spool, 0);
            clock.advance(Duration.ofSeconds(60));
            deliver(spool, 1);
            assertThat(operations().delivered("main", START.plusSeconds(1), START.plusSeconds(60)))
                    .extracting(one -> one.sample().value())
                    .containsExactly("1");
        }
    }

    @Test
    void aDestinationThatTheSpoolDoesNotHaveIsNamed() {
        open(TEN_MINUTES).close();
        assertThatThrownBy(() -> delivered("mian")).hasMessage("the spool has no destination 'mian'");
    }

    private void deliver(Spool spool, int number) {
        spool.append(samples("a", number, number + 1));
        ack(spool, "main", waiting(spool, "main"));
    }

    private Spool open(DeliveryMemory memory) {
        return Spool.open(directory, List.of("main", "other"), SpoolLimits.DEFAULT, memory, clock);
    }

    private List<Sample> delivered(String destination) {
        return operations().delivered(destination, Instant.EPOCH, clock.instant()).stream()
                .map(DeliveredSample::sample)
                .toList();
    }

    private SpoolOperations operations() {
        return new SpoolOperations(directory, clock);
    }
}
