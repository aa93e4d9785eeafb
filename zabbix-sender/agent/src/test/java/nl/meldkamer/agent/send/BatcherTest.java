package nl.meldkamer.agent.send;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private record Put(int lane, Packet packet) {}

    private final List<Put> puts = new ArrayList<>();
    private final Outlet outlet = (lane, packet) -> puts.add(new Put(lane, packet));

    @Test
    void aFullPacketIsPutAtOnceAndTheRestAtTheFlush() throws Exception {
        Batcher batcher = new Batcher(1, outlet);
        for (int i = 0; i < 2 * Batcher.MAX_PACKET_VALUES + 1; i++) batcher.add(sample("h", "k", "v"), i);

        assertThat(sizes()).containsExactly(Batcher.MAX_PACKET_VALUES, Batcher.MAX_PACKET_VALUES);
        batcher.flush();
        assertThat(sizes()).endsWith(1);
        batcher.flush();
        assertThat(puts).hasSize(3);
    }

    @Test
    void largeValuesMakeSmallPackets() throws Exception {
        Batcher batcher = new Batcher(1, outlet);
        String value = "v".repeat(Batcher.MAX_PACKET_WEIGHT / 4);
        for (int i = 0; i < 8; i++) batcher.add(sample("h", "k", value), i);

        assertThat(sizes()).containsExactly(4, 4);
    }

    @Test
    void howeverManyHostsThereAreTheMemoryIsBounded() throws Exception {
        AtomicLong put = new AtomicLong();
        Batcher batcher = new Batcher(2, (lane, packet) -> put.addAndGet(packet.size()));
        long mostWaiting = 0;
        for (int i = 1; i <= 300_000; i++) {
            batcher.add(sample("host" + i, "k", "v"), i);
            mostWaiting = Math.max(mostWaiting, i - put.get());
        }

        assertThat(mostWaiting).isBetween(1000L, Batcher.MAX_WAITING_WEIGHT / 100L);
        assertThat(put).hasValueGreaterThan(100_000);
    }

    @Test
    void nothingIsLostAPacketHasOneHostAndAnItemKeepsItsOrderAndItsLane() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, List<Sample>> expected = new HashMap<>();
        Batcher batcher = new Batcher(3, outlet);
        for (int i = 0; i < 20_000; i++) {
            Sample sample = sample("h" + random.nextInt(7), "k" + random.nextInt(30), "v" + i);
            expected.computeIfAbsent(itemOf(sample), item -> new ArrayList<>()).add(sample);
            batcher.add(sample, i);
            if (random.nextInt(2000) == 0) batcher.flush();
        }
        batcher.flush();

        Map<String, List<Sample>> arrived = puts.stream()
                .flatMap(put -> put.packet().entries().stream())
                .map(Packet.Entry::sample)
                .collect(groupingBy(BatcherTest::itemOf));
        assertThat(arrived).as("seed %d", seed).isEqualTo(expected);
        Map<String, Integer> laneOf = new HashMap<>();
        for (Put put : puts) {
            assertThat(put.packet().entries())
                    .allMatch(entry -> entry.sample().host().equals(put.packet().host()));
            for (Packet.Entry entry : put.packet().entries())
                assertThat(laneOf.merge(itemOf(entry.sample()), put.lane(), Integer::max))
                        .isEqualTo(put.lane());
        }
        assertThat(laneOf.values()).contains(0, 1, 2);
    }

    private List<Integer> sizes() {
        return puts.stream().map(put -> put.packet().size()).toList();
    }

    private static String itemOf(Sample sample) {
        return sample.host() + " " + sample.key();
    }

    private static Sample sample(String host, String key, String value) {
        return Sample.of(host, key, value, 1, 2);
    }
}
