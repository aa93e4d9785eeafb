package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nl.meldkamer.agent.delivery.ModelZabbix.Fault;
import nl.meldkamer.agent.delivery.RejectionReasons.Finding;
import nl.meldkamer.agent.spool.DeadLetter;
import nl.meldkamer.agent.spool.SettableClock;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lane, step by step, on a clock that stands still. */
class LaneTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Set<String> unknownKeys = new HashSet<>();
    private final ModelZabbix zabbix = new ModelZabbix(
            sample -> !unknownKeys.contains(sample.key()) && !sample.value().equals("bad"), true);
    private final DeliveryCounters counters = new DeliveryCounters();
    private final List<Lane> lanes = new ArrayList<>();
    private RejectionReasons reasons = samples -> samples.stream()
            .<Finding>map(sample -> new Finding.Rejected("why: " + sample.key()))
            .toList();
    private Spool spool;
    private long nanoTime;
    private int ns;

    @BeforeEach
    void open() {
        spool = Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, clock);
    }

    @AfterEach
    void close() {
        lanes.forEach(Lane::close);
        spool.close();
    }

    @Test
    void whatIsSpooledIsSentUnderASessionWithRisingIdsAndAcknowledged() {
        Lane lane = lane(zabbix, 10);
        append("a", 25);
        drain(lane);
        assertThat(zabbix.packets).extracting(Packet::size).containsExactly(10, 15);
        assertThat(zabbix.packets)
                .extracting(Packet::session)
                .allMatch(Optional::isPresent)
                .hasSize(2);
        assertThat(new HashSet<>(zabbix.packets.stream().map(Packet::session).toList()))
                .hasSize(1);
        assertThat(zabbix.packets.stream()
                        .flatMap(packet -> packet.entries().stream())
                        .map(Packet.Entry::id))
                .isSorted();
        assertThat(spool.outbox("main").waiting()).isZero();
        assertThat(counters.accepted.sum()).isEqualTo(25);
    }

    @Test
    void aPacketHoldsSamplesOfOneHost() {
        Lane lane = lane(zabbix, 10);
        for (int n = 0; n < 20; n++) spool.append(List.of(Sample.of("host" + n % 3, "a", "1", 1, n)));
        drain(lane);
        assertThat(zabbix.packets).extracting(Packet::host).containsExactly("host0", "host1", "host2");
    }

    @Test
    void aSampleWithoutAnAnswerIsSentAgainUntilThereIsOne() {
        Lane lane = lane(zabbix, 10);
        append("a", 5);
        for (Fault fault : List.of(Fault.CUT_AFTER, Fault.CUT_WITHIN, Fault.REFUSED, Fault.NOT_SENT)) {
            zabbix.always = Optional.of(fault);
            assertThat(lane.step()).isZero();
            pass(Duration.ofMinutes(2));
            assertThat(spool.outbox("main").waiting()).isEqualTo(5);
        }
        zabbix.always = Optional.empty();
        drain(lane);
        assertThat(zabbix.history).hasSize(5);
        assertThat(spool.outbox("main").waiting()).isZero();
        assertThat(counters.unknown.sum()).isEqualTo(2);
        assertThat(counters.refused.sum()).isEqualTo(1);
        assertThat(counters.notSent.sum()).isEqualTo(1);
    }

    @Test
    void whatGoesAgainGoesWithoutASession() {
        Lane lane = lane(zabbix, 10);
        append("a", 5);
        zabbix.always = Optional.of(Fault.CUT_AFTER);
        lane.step();
        zabbix.always = Optional.empty();
        pass(Duration.ofMinutes(2));
        drain(lane);
        append("a", 1);
        drain(lane);
        assertThat(zabbix.packets)
                .extracting(packet -> packet.session().isPresent())
                .containsExactly(true, false, true);
    }

    @Test
    void whatMayHaveGoneBeforeTheLastStartGoesWithoutASession() {
        append("a", 5);
        Lane lane = lane(zabbix, 10);
        drain(lane);
        append("a", 5);
        drain(lane);
        assertThat(zabbix.packets)
                .extracting(packet -> packet.session().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void anAcceptanceOfFewerThanWereSentIsNone() {
        Lane lane = lane(packet -> new Outcome.Accepted(packet.size() - 1), 10);
        append("a", 5);
        lane.step();
        lane.settle();
        assertThat(spool.outbox("main").waiting()).isEqualTo(5);
        assertThat(counters.unknown.sum()).isEqualTo(1);
    }

    @Test
    void aSenderThatThrowsCostsNothingButTime() {
        Lane lane = lane(
                packet -> {
                    throw new IllegalStateException("a fault of its own");
                },
                10);
        append("a", 5);
        assertThat(lane.step()).isPositive();
        assertThat(spool.outbox("main").waiting()).isEqualTo(5);
    }

    @Test
    void packetsShrinkWhenTheyDoNotComeThroughAndGrowAgain() {
        Lane lane = lane(zabbix, 8);
        append("a", 60);
        zabbix.always = Optional.of(Fault.REFUSED);
        for (int failure = 0; failure < 4; failure++) {
            lane.step();
            pass(Duration.ofMinutes(2));
        }
        zabbix.always = Optional.empty();
        drain(lane);
        assertThat(zabbix.packets).extracting(Packet::size).containsExactly(8, 4, 2, 1, 1, 2, 4, 8, 16, 16, 13);
    }

    @Test
    void ofAMixedPacketOnlyTheRejectedValueStaysBehind() {
        Lane lane = lane(zabbix, 64);
        unknownKeys.add("key37");
        for (int n = 0; n < 64; n++) append("key" + n, 1);
        drain(lane);
        assertThat(zabbix.history).hasSize(63);
        assertThat(spool.outbox("main").waiting()).isEqualTo(1);
        // The packet, the packet without a session, and two halves at each of six levels.
        assertThat(zabbix.packets).hasSize(14);
        assertThat(zabbix.packets.subList(1, 14)).extracting(Packet::session).containsOnly(Optional.empty());
    }

    @Test
    void aWhollyRejectedPacketIsNotTakenApart() {
        Lane lane = lane(zabbix, 64);
        for (int n = 0; n < 40; n++) {
            unknownKeys.add("key" + n);
            append("key" + n, 1);
        }
        drain(lane);
        assertThat(zabbix.packets).hasSize(2);
        assertThat(lane.held()).isEqualTo(40);
    }

    @Test
    void anItemThatIsMadeLaterGetsAllItsValuesInOrderAndHoldsUpNoOther() {
        Lane lane = lane(zabbix, 10);
        unknownKeys.add("new");
        for (int n = 0; n < 5; n++) {
            append("new", 1);
            append("old", 1);
            drain(lane);
            pass(Duration.ofSeconds(10));
        }
        assertThat(zabbix.history).extracting(Sample::key).containsOnly("old").hasSize(5);
        unknownKeys.clear();
        pass(Duration.ofMinutes(1));
        drain(lane);
        assertThat(zabbix.history.subList(5, 10)).extracting(Sample::key).containsOnly("new");
        assertThat(zabbix.history.subList(5, 10)).extracting(Sample::ns).isSorted();
        assertThat(lane.held()).isZero();
    }

    @Test
    void afterItsPatienceARejectedValueIsADeadLetterWithAReason() {
        Lane lane = lane(zabbix, 10);
        unknownKeys.add("new");
        append("new", 3);
        drain(lane);
        pass(PATIENCE.minusSeconds(1));
        drain(lane);
        assertThat(dead()).isEmpty();
        pass(Duration.ofMinutes(2));
        drain(lane);
        assertThat(dead()).hasSize(3).allMatch(letter -> letter.reason().equals("why: new"));
        assertThat(spool.outbox("main").waiting()).isZero();
        assertThat(counters.dead.sum()).isEqualTo(3);
    }

    @Test
    void theValuesOfAnItemThatWasGivenUpAreNoLongerWaitedForUntilOneIsAccepted() {
        Lane lane = lane(zabbix, 10);
        unknownKeys.add("new");
        append("new", 1);
        drain(lane);
        pass(PATIENCE.multipliedBy(2));
        drain(lane);
        append("new", 1);
        drain(lane);
        assertThat(dead()).hasSize(2);
        unknownKeys.clear();
        append("new", 1);
        drain(lane);
        unknownKeys.add("new");
        append("new", 1);
        drain(lane);
        assertThat(dead()).hasSize(2);
        assertThat(zabbix.history).hasSize(1);
    }

    @Test
    void anItemInDoubtDoesNotSpoilThePacketsOfOthers() {
        Lane lane = lane(zabbix, 10);
        unknownKeys.add("new");
        append("new", 1);
        drain(lane);
        pass(PATIENCE.multipliedBy(2));
        drain(lane);
        int before = zabbix.packets.size();
        append("old", 1);
        append("new", 1);
        append("old", 1);
        drain(lane);
        assertThat(zabbix.packets.subList(before, zabbix.packets.size()))
                .extracting(Packet::size)
                .containsExactly(2, 1);
    }

    @Test
    void aDiscoveredItemIsWaitedForLonger() {
        Lane lane = lane(zabbix, 10);
        unknownKeys.add("new[a]");
        append("new[a]", 1);
        drain(lane);
        pass(PATIENCE.multipliedBy(2));
        drain(lane);
        assertThat(dead()).isEmpty();
        pass(Duration.ofMinutes(10));
        drain(lane);
        assertThat(dead()).hasSize(1);
    }

    @Test
    void whenTooManyItemsAreInDoubtTheNextIsGivenUpAtOnce() {
        Lane lane = lane(zabbix, 10);
        for (int n = 0; n < 60; n++) {
            unknownKeys.add("key" + n);
            append("key" + n, 1);
        }
        drain(lane);
        assertThat(lane.held()).isEqualTo(50);
        assertThat(dead()).hasSize(10);
    }

    @Test
    void aBadValueBetweenGoodOnesOfItsItemIsFoundAndTheOthersArrive() {
        Lane lane = lane(zabbix, 10);
        append("a", 3);
        spool.append(List.of(Sample.of("host", "a", "bad", 1, ns++)));
        append("a", 3);
        drain(lane);
        pass(PATIENCE.multipliedBy(2));
        drain(lane);
        assertThat(dead())
                .singleElement()
                .matches(letter -> letter.sample().value().equals("bad"));
        assertThat(zabbix.history).hasSize(6);
        assertThat(spool.outbox("main").waiting()).isZero();
    }

    @Test
    void aHostThatFailsHoldsUpNoOther() {
        Sender sender = packet -> packet.host().equals("broken") ? new Outcome.Unknown("closed") : zabbix.send(packet);
        Lane lane = lane(sender, 10);
        spool.append(List.of(Sample.of("broken", "a", "1", 1, 1), Sample.of("fine", "a", "1", 1, 1)));
        drain(lane);
        assertThat(zabbix.history).extracting(Sample::host).containsExactly("fine");
        spool.append(List.of(Sample.of("broken", "a", "2", 1, 2), Sample.of("fine", "a", "2", 1, 2)));
        drain(lane);
        assertThat(zabbix.history).hasSize(2);
        assertThat(spool.outbox("main").waiting()).isEqualTo(2);
    }

    @Test
    void aServerThatIsDownIsTriedEverLessOften() {
        zabbix.always = Optional.of(Fault.NOT_SENT);
        Lane lane = lane(zabbix, 10);
        for (int host = 0; host < 20; host++) spool.append(List.of(Sample.of("host" + host, "a", "1", 1, 1)));
        for (int second = 0; second < 600; second++) {
            drain(lane);
            pass(Duration.ofSeconds(1));
        }
        assertThat(zabbix.packets.size()).isBetween(600 / 60, 40);
    }

    @Test
    void aLiveValueOvertakesTheBacklogOfOthersButNotItsOwn() {
        for (int n = 0; n < 400; n++) append("old" + n % 20, 10);
        Lane lane = lane(zabbix, 10);
        for (int step = 0; step < 6; step++) lane.step();
        append("old3", 1);
        append("live", 1);
        int newest = ns;
        for (int step = 0; step < 4; step++) lane.step();
        assertThat(zabbix.history).extracting(Sample::key).contains("live");
        assertThat(zabbix.history).extracting(Sample::ns).doesNotContain(newest - 2);
        drain(lane);
        assertThat(zabbix.history).hasSize(4002);
        for (int item = 0; item < 20; item++) {
            String key = "old" + item;
            assertThat(zabbix.history.stream()
                            .filter(one -> one.key().equals(key))
                            .map(Sample::ns))
                    .isSorted();
        }
    }

    @Test
    void liveValuesKeepComingWhileALongBacklogDrains() {
        for (int n = 0; n < 400; n++) append("old" + n % 20, 10);
        Lane lane = lane(zabbix, 10);
        lane.step();
        for (int n = 0; n < 50; n++) {
            append("live", 1);
            lane.step();
            lane.step();
        }
        assertThat(zabbix.history.stream()
                        .filter(one -> one.key().equals("live"))
                        .count())
                .isGreaterThan(45);
        assertThat(zabbix.history.stream()
                        .filter(one -> one.key().equals("live"))
                        .map(Sample::ns))
                .isSorted();
    }

    private Lane lane(Sender sender, int firstBatch) {
        DeliverySettings settings = new DeliverySettings(
                1,
                firstBatch,
                Math.max(16, firstBatch),
                100,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                PATIENCE,
                Duration.ofMinutes(10),
                DeliverySettings.DEFAULT.discovered(),
                50);
        Lane lane = new Lane(
                new Lane.Common(
                        spool.outbox("main"),
                        sender,
                        reasons,
                        settings,
                        counters,
                        new Trouble("main", () -> 0),
                        () -> nanoTime,
                        new SplittableRandom(1)),
                0);
        lanes.add(lane);
        return lane;
    }

    @Test
    void eachRejectedValueHasAReasonOfItsOwnAndOneThatWasStoredByTheWayIsAcknowledged() {
        unknownKeys.add("new");
        reasons = samples -> samples.stream()
                .<Finding>map(
                        sample -> sample.ns() == 1 ? new Finding.Stored() : new Finding.Rejected("ns " + sample.ns()))
                .toList();
        Lane lane = lane(zabbix, 10);
        append("new", 3);
        drain(lane);
        pass(PATIENCE);
        drain(lane);
        assertThat(dead()).extracting(DeadLetter::reason).containsExactlyInAnyOrder("ns 0", "ns 2");
        assertThat(spool.outbox("main").waiting()).isZero();
        assertThat(counters.pushed.sum()).isEqualTo(1);
        assertThat(counters.dead.sum()).isEqualTo(2);
    }

    /** Until there is nothing that can be sent at this moment. */
    private static void drain(Lane lane) {
        assertThat(IntStream.range(0, 10_000).anyMatch(step -> !lane.step().isZero()))
                .isTrue();
        lane.settle();
    }

    private void append(String key, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int n = 0; n < count; n++) samples.add(Sample.of("host", key, "fine", 1_772_366_400L, ns++));
        spool.append(samples);
    }

    private List<DeadLetter> dead() {
        return new SpoolOperations(directory, clock).dead(1000);
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
    }
}
