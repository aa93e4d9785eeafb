package nl.meldkamer.agent.delivery;

/** How many samples go into a packet: half as many after one that did not come through, twice as many after one did. */
final class BatchSize {

    private final int most;
    private int size;

    BatchSize(int start, int most) {
        this.most = most;
        this.size = start;
    }

    int get() {
        return size;
    }

    void grow() {
        size = Math.min(most, size * 2);
    }

    void shrink() {
        size = Math.max(1, size / 2);
    }
}
