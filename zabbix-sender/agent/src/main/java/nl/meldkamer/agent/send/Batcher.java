package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Gathers samples into packets of one host. An item keeps to one lane, so its values go out in order. A packet is put
 * when it holds {@link #MAX_PACKET_VALUES} or {@link #MAX_PACKET_WEIGHT}; all are when together they weigh
 * {@link #MAX_WAITING_WEIGHT}, which bounds the memory however many hosts the input names. An entry's id is the number
 * of its line. Not thread-safe.
 */
final class Batcher {
    static final int MAX_PACKET_VALUES = 2000;
    static final int MAX_PACKET_WEIGHT = 1 << 20;
    static final int MAX_WAITING_WEIGHT = 16 << 20;
    private static final int WEIGHT_OF_A_SAMPLE = 128;

    /** A packet in the making. */
    private static final class Batch {
        final List<Packet.Entry> entries = new ArrayList<>();
        int weight;

        boolean isFull() {
            return entries.size() >= MAX_PACKET_VALUES || weight >= MAX_PACKET_WEIGHT;
        }

        Packet packet() {
            return new Packet(Optional.empty(), entries);
        }
    }

    private final Outlet outlet;
    private final List<Map<String, Batch>> lanes = new ArrayList<>();
    private int waitingWeight;

    Batcher(int laneCount, Outlet outlet) {
        this.outlet = outlet;
        for (int i = 0; i < laneCount; i++) lanes.add(new LinkedHashMap<>());
    }

    void add(Sample sample, long line) throws InterruptedException {
        int lane = laneOf(sample);
        Batch batch = batchOf(lane, sample.host());
        int weight = WEIGHT_OF_A_SAMPLE + sample.value().length();
        batch.entries.add(new Packet.Entry(line, sample));
        batch.weight += weight;
        waitingWeight += weight;
        if (batch.isFull()) put(lane, lanes.get(lane).remove(sample.host()));
        else if (waitingWeight >= MAX_WAITING_WEIGHT) flush();
    }

    private Batch batchOf(int lane, String host) {
        Batch batch = lanes.get(lane).get(host);
        if (batch != null) return batch;
        Batch fresh = new Batch();
        lanes.get(lane).put(host, fresh);
        return fresh;
    }

    /** Puts all that waits. */
    void flush() throws InterruptedException {
        for (int lane = 0; lane < lanes.size(); lane++) {
            for (Batch batch : lanes.get(lane).values()) put(lane, batch);
            lanes.get(lane).clear();
        }
    }

    private void put(int lane, @Nullable Batch batch) throws InterruptedException {
        if (batch == null) return;
        waitingWeight -= batch.weight;
        outlet.put(lane, batch.packet());
    }

    private int laneOf(Sample sample) {
        int hash = 31 * sample.host().hashCode() + sample.key().hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes.size());
    }
}
