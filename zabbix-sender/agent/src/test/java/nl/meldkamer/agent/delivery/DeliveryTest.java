package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import nl.meldkamer.agent.delivery.ModelZabbix.Fault;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With its real threads and the real clock. */
class DeliveryTest {

    @TempDir
    Path directory;

    private final ModelZabbix zabbix = new ModelZabbix(sample -> !sample.key().equals("unknown"), false);

    @Test
    void whatIsSpooledArrivesAtEveryDestinationWithoutBeingAskedFor() {
        ModelZabbix other = new ModelZabbix(sample -> true, true);
        try (Spool spool = open("main", "other")) {
            Delivery delivery = delivery(spool, new Destination("main", zabbix), new Destination("other", other));
            spool.append(samples(0, 500));
            await().untilAsserted(() -> {
                assertThat(arrived(zabbix)).isEqualTo(500);
                assertThat(arrived(other)).isEqualTo(500);
            });
            spool.append(samples(500, 501));
            await().until(() -> arrived(zabbix) == 501);
            assertThat(delivery.close(Duration.ofSeconds(30)).complete()).isTrue();
            assertThat(delivery.accepted()).isEqualTo(2 * 501);
            assertThat(delivery.snapshots())
                    .extracting(DeliverySnapshot::destination, DeliverySnapshot::accepted, DeliverySnapshot::waiting)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("main", 501L, 0L),
                            org.assertj.core.groups.Tuple.tuple("other", 501L, 0L));
        }
    }

    @Test
    void oneDestinationThatIsDownHoldsUpNoOtherAndKeepsItsShare() {
        ModelZabbix down = new ModelZabbix(sample -> true, false);
        down.always = Optional.of(Fault.NOT_SENT);
        try (Spool spool = open("main", "down")) {
            Delivery delivery = delivery(spool, new Destination("main", zabbix), new Destination("down", down));
            spool.append(samples(0, 100));
            await().until(() -> arrived(zabbix) == 100);
            Drained drained = delivery.close(Duration.ofSeconds(30));
            assertThat(drained).isEqualTo(new Drained(Map.of("main", 0L, "down", 100L), true));
            assertThat(drained.complete()).isFalse();
        }
        try (Spool spool = open("main", "down")) {
            down.always = Optional.empty();
            Delivery delivery = delivery(spool, new Destination("down", down));
            assertThat(delivery.close(Duration.ofSeconds(30)).complete()).isTrue();
            assertThat(arrived(down)).isEqualTo(100);
        }
    }

    @Test
    void closingSendsWhatIsThereFirst() {
        try (Spool spool = open("main")) {
            spool.append(samples(0, 20_000));
            Delivery delivery = delivery(spool, new Destination("main", zabbix));
            assertThat(delivery.close(Duration.ofSeconds(60))).isEqualTo(new Drained(Map.of("main", 0L), true));
            assertThat(arrived(zabbix)).isEqualTo(20_000);
        }
    }

    @Test
    void closingBreaksOffASendThatHangsAndSaysWhatRemains() {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Spool spool = open("main")) {
            spool.append(samples(0, 10));
            Delivery delivery = delivery(spool, new Destination("main", hangs(hanging)));
            await().until(() -> hanging.getCount() == 0);
            assertThat(delivery.close(Duration.ofMillis(100))).isEqualTo(new Drained(Map.of("main", 10L), true));
        }
    }

    @Test
    void theSnapshotTellsWhatIsHeldAndHowOldItIs() {
        try (Spool spool = open("main")) {
            Delivery delivery = delivery(spool, new Destination("main", zabbix));
            spool.append(List.of(Sample.of("host", "unknown", "1", 1, 1)));
            await().untilAsserted(() -> {
                DeliverySnapshot snapshot = delivery.snapshots().get(0);
                assertThat(snapshot.held()).isEqualTo(1);
                assertThat(snapshot.rejected()).isPositive();
                assertThat(snapshot.waiting()).isEqualTo(1);
                assertThat(snapshot.oldest()).isPresent();
            });
            assertThat(delivery.close(Duration.ofSeconds(30)).remaining()).containsEntry("main", 1L);
        }
    }

    @Test
    void aSendThatDoesNotComeBackIsAStandstillAndHavingNothingToSendIsNone() {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Spool spool = open("main")) {
            Delivery delivery = delivery(spool, new Destination("main", hangs(hanging)));
            await().during(Duration.ofMillis(300))
                    .until(() -> delivery.standstill().compareTo(Duration.ofMillis(200)) < 0);
            spool.append(samples(0, 10));
            await().until(() -> delivery.standstill().compareTo(Duration.ofMillis(600)) > 0);
            assertThat(delivery.waiting()).isEqualTo(10);
            delivery.close(Duration.ofMillis(1));
            assertThat(delivery.standstill()).as("of lanes that have ended").isGreaterThan(Duration.ofDays(1));
        }
    }

    private static Sender hangs(CountDownLatch hanging) {
        return packet -> {
            try {
                hanging.countDown();
                new CountDownLatch(1).await();
                throw new AssertionError("not reached");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Unknown("interrupted");
            }
        };
    }

    private static Delivery delivery(Spool spool, Destination... destinations) {
        return new Delivery(spool, List.of(destinations), DeliverySettings.DEFAULT).start();
    }

    private static int arrived(ModelZabbix zabbix) {
        synchronized (zabbix) {
            return zabbix.history.size();
        }
    }

    private Spool open(String... destinations) {
        return Spool.open(directory, List.of(destinations), SpoolLimits.DEFAULT, InstantSource.system());
    }

    private static List<Sample> samples(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> Sample.of("host" + n % 3, "key" + n % 17, "1", 1_772_366_400L, n))
                .toList();
    }
}
