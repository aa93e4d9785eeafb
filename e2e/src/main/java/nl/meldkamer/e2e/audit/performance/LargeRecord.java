package nl.meldkamer.e2e.audit.performance;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.Rollups;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.ProofException;

/** A record of thirteen months with many events: how long it takes to fill, verify, prove and count. */
final class LargeRecord {

    private static final String STREAM = "club/large";
    private static final Duration SPAN = Duration.ofDays(396);
    private static final int THREADS = 2;
    private static final int VERIFICATIONS = 3;
    private static final int PROOFS = 200;
    private static final int COUNTS = 5;

    private final StoreUnderTest store;
    private final long events;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final PrintStream out;

    /** @param events a multiple of 500 */
    LargeRecord(StoreUnderTest store, long events, PrintStream out) {
        this.store = store;
        this.events = events;
        this.out = out;
    }

    void measure() throws ProofException {
        if (isEmpty()) fill();
        for (int i = 0; i < VERIFICATIONS; i++) verify();
        prove();
        for (int days : new int[] {1, 30, (int) SPAN.toDays()}) count(Duration.ofDays(days));
    }

    /** A store that was kept has the record already. */
    private boolean isEmpty() {
        return !new Verifier(store.store().as(Role.READER), store.key().verifier(), Witness.none(), THREADS)
                .streams()
                .contains(STREAM);
    }

    private void fill() {
        Instant start = end.minus(SPAN);
        double step = SPAN.toSeconds() / (double) events;
        SampleEvents sample = new SampleEvents(STREAM, n -> start.plusSeconds((long) (n * step)));
        BulkIngest.Rate rate = new BulkIngest(store.writer(), store.sealing(), sample).run(events);
        out.printf("%,d events: %s%n", events, rate);
    }

    private void verify() {
        Verifier verifier =
                new Verifier(store.store().as(Role.READER), store.key().verifier(), Witness.none(), THREADS);
        Speed.Watch watch = new Speed.Watch();
        Verification found = verifier.verify(STREAM);
        Speed speed = watch.of(events);
        if (!found.valid() || found.size() != events) throw new IllegalStateException(found.toString());
        out.printf("verify all: %s (wanted: 300,000)%n", speed);
    }

    private void prove() throws ProofException {
        Prover prover = new Prover(store.store().as(Role.READER), store.key().verifier());
        Random random = new Random(1);
        double[] millis = new double[PROOFS];
        for (int i = 0; i < PROOFS; i++) {
            long start = System.nanoTime();
            boolean proven = prover.prove(STREAM, random.nextLong(events)).isPresent();
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (!proven) throw new IllegalStateException("an event has no proof");
        }
        Arrays.sort(millis);
        out.printf(
                "prove one: median %.1f ms, 99 %% %.1f ms, slowest %.1f ms (wanted: 50)%n",
                Speed.median(millis), millis[PROOFS * 99 / 100], millis[PROOFS - 1]);
    }

    private void count(Duration span) {
        Rollups rollups = new Rollups(store.store().as(Role.READER));
        double[] millis = new double[COUNTS];
        long counted = 0;
        for (int i = 0; i < COUNTS; i++) {
            long start = System.nanoTime();
            counted = rollups.between(STREAM, end.minus(span), end).counts().stream()
                    .mapToLong(Rollups.Count::events)
                    .sum();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        out.printf(
                "compliance of %d days, of %,d events: first %.1f ms, median %.1f ms (wanted: 200)%n",
                span.toDays(), counted, millis[0], Speed.median(millis));
    }
}
