package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.delivery.ModelZabbix.Fault;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import org.junit.jupiter.api.Test;

/** How values go out: in packets, under sessions, again until there is an answer, and the live before the old. */
class LaneTest extends LaneFixture {

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
}
