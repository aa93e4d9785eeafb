package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.delivery.RejectionReasons.Finding;
import nl.meldkamer.agent.spool.DeadLetter;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

/** What becomes of values that Zabbix rejects, and of those beside and behind them. */
class LaneRejectionTest extends LaneFixture {

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
}
