package nl.meldkamer.audit.seal;

import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.SignerKey;

/**
 * How fast streams are sealed, verified and proven, on a PostgreSQL of its own. Argument: how many events; a million
 * where there is none. Run it with {@code -Xmx128m}.
 */
final class ProofBenchmark {
    private static final int BATCH = 10_000;

    private ProofBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        long events = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        SignerKey key = SignerKey.generate("audit.example.org", new SecureRandom());
        try (PostgreSql server = PostgreSql.start();
                AuditStore store = server.open("postgres");
                Connection connection = server.connect("postgres")) {
            ingestAndSeal(store, connection, key, events);
            verify(store, key, events);
            prove(store, key, events);
            count(store);
        }
    }

    private static void ingestAndSeal(AuditStore store, Connection connection, SignerKey key, long events)
            throws Exception {
        String details = "{\"text\": \"" + "x".repeat(240) + "\"}";
        Sealing sealing = Sealing.start(store.as(Role.SEALER), key, Clock.systemUTC());
        long start = System.nanoTime();
        long most = 0;
        for (long from = 0; from < events; from += BATCH) {
            Events.append(connection, from, Math.min(events, from + BATCH), details);
            if (from % (10 * BATCH) == 0 && from > 0) most = Math.max(most, behind(sealing));
        }
        rate("ingested by COPY, with a sealer beside it", events, start);
        long left = behind(sealing);
        sealing.stop();
        Sealing.idle(store.as(Role.SEALER), key, Clock.systemUTC()).round();
        rate("ingested and sealed", events, start);
        System.out.printf("behind: at most %,d events while ingesting, %,d at its end%n", most, left);
    }

    private static long behind(Sealing sealing) {
        return sealing.states().stream()
                .mapToLong(state -> state.head() - state.size())
                .sum();
    }

    private static void verify(AuditStore store, SignerKey key, long events) {
        Verifier verifier = new Verifier(store.as(Role.READER), key.verifier(), Witness.none(), 2);
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            Verification found = verifier.verify(Events.STREAM);
            if (!found.valid()) throw new IllegalStateException(found.toString());
            rate("verified", events, start);
        }
    }

    private static void prove(AuditStore store, SignerKey key, long events) throws Exception {
        Prover prover = new Prover(store.as(Role.READER), key.verifier());
        Random random = new Random(1);
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            boolean proven =
                    prover.prove(Events.STREAM, random.nextLong(events)).isPresent();
            nanos[i] = System.nanoTime() - start;
            if (!proven) throw new IllegalStateException("an event has no proof");
        }
        Arrays.sort(nanos);
        System.out.printf("prove one: median %.1f ms, 99 %% %.1f ms%n", nanos[100] / 1e6, nanos[198] / 1e6);
    }

    private static void count(AuditStore store) {
        Rollups rollups = new Rollups(store.as(Role.READER));
        Instant from = Events.START.minus(3000, ChronoUnit.HOURS);
        long start = System.nanoTime();
        Rollups.Counts counts = rollups.between(Events.STREAM, from, Events.START);
        System.out.printf(
                "counts from roll-ups: %d groups as of %,d in %d ms%n",
                counts.counts().size(),
                counts.asOf(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private static void rate(String what, long events, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %,d events in %.1f s, %,.0f/s%n", what, events, seconds, events / seconds);
    }
}
