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
        List<Speed> chained = new ArrayList<>();
        List<Speed> bare = new ArrayList<>();
        callers.run(caller -> append());
        try (HashChain chain = new HashChain(store, new SampleEvents("club/chain", n -> Instant.now()));
                PlainInsert plain = new PlainInsert(store, new SampleEvents("club/plain", n -> Instant.now()))) {
            for (int round = 0; round < rounds; round++) {
                ours.add(one("single", callers, caller -> append()));
                chained.add(one("hash chain", callers, chain::append));
                bare.add(one("plain INSERT", callers, plain::append));
            }
        }
        out.println("wanted of single: 20,000/s, 99 % in 15 ms");
        compare("single / hash chain (wanted: 8)", ours, chained);
        compare("single / plain INSERT (wanted: 1.25, which is 20,000/s where the figures were set)", ours, bare);
    }

    private Speed one(String what, Callers callers, Callers.Work work)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        store.checkpoint();
        Callers.Rate rate = callers.run(work);
        out.printf("%s, %d callers: %s%n", what, Callers.COUNT, rate);
        return rate.speed();
    }

    private void append() {
        BulkIngest.requireStored(store.writer().append(List.of(single.next())).join());
    }
}
