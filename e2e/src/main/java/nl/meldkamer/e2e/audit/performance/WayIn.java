package nl.meldkamer.e2e.audit.performance;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** How fast events come in, many at once and one by one, each in turn with its peer on the same server. */
final class WayIn {

    private static final int WARM_UP = 100_000;

    private final StoreUnderTest store;
    private final int rounds;
    private final PrintStream out;
    private final SampleEvents bulk = new SampleEvents("club/bulk", n -> Instant.now());
    private final SampleEvents single = new SampleEvents("club/single", n -> Instant.now());

    WayIn(StoreUnderTest store, int rounds, PrintStream out) {
        this.store = store;
        this.rounds = rounds;
        this.out = out;
    }

    /** @param count events of a round, a multiple of 500 */
    void many(int count) throws IOException, SQLException {
        BulkIngest ingest = new BulkIngest(store.writer(), store.sealing(), bulk);
        ingest.run(WARM_UP);
        List<Speed> ours = new ArrayList<>();
        List<Speed> batches = new ArrayList<>();
        List<Speed> whole = new ArrayList<>();
        try (Connection connection = store.bare()) {
            PlainCopy plain = new PlainCopy(connection, store.file("rows"));
            for (int round = 0; round < rounds; round++) {
                store.checkpoint();
                BulkIngest.Rate rate = ingest.run(count);
                plain.read(bulk.stream(), count);
                ours.add(rate.sealed());
                batches.add(plain.inBatches(count));
                whole.add(plain.inOne(count));
                out.printf("bulk: %s%n", rate);
                out.printf(
                        "plain COPY: %s with a commit for 500, %s with one for all%n",
                        batches.get(round), whole.get(round));
            }
        }
        compare("bulk, sealed / plain COPY with a commit for 500 (wanted: 0.5)", ours, batches);
        compare("bulk, sealed / plain COPY with one commit", ours, whole);
    }

    /** Of one round after another, as the machine does not do the same all the time. */
    private void compare(String what, List<Speed> ours, List<Speed> peers) {
        double[] faster = new double[rounds];
        double[] cheaper = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            faster[i] = ours.get(i).perSecond() / peers.get(i).perSecond();
            cheaper[i] = peers.get(i).cpuMicros() / ours.get(i).cpuMicros();
        }
        out.printf(
                "%s: %.2f by the clock, %.2f by CPU; medians of %d%n",
                what, Speed.median(faster), Speed.median(cheaper), rounds);
    }

    void one(Duration time) throws IOException, SQLException, InterruptedException, ExecutionException {
        Callers callers = new Callers(time);
        List<Speed> ours = new ArrayList<>();
        List<Speed> peers = new ArrayList<>();
        callers.run(caller -> append());
        try (HashChain chain = new HashChain(store, new SampleEvents("club/chain", n -> Instant.now()))) {
            for (int round = 0; round < rounds; round++) {
                store.checkpoint();
                Callers.Rate rate = callers.run(caller -> append());
                store.checkpoint();
                Callers.Rate peer = callers.run(chain::append);
                ours.add(rate.speed());
                peers.add(peer.speed());
                out.printf("single, %d callers: %s (wanted: 20,000/s, 99 %% in 15 ms)%n", Callers.COUNT, rate);
                out.printf("hash chain, %d callers: %s%n", Callers.COUNT, peer);
            }
        }
        compare("single / hash chain (wanted: 8)", ours, peers);
    }

    private void append() {
        BulkIngest.requireStored(store.writer().append(List.of(single.next())).join());
    }
}
