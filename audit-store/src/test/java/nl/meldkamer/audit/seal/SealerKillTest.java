package nl.meldkamer.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.KeyFile;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds by {@code -Daudit.kill.rounds}; a few where nobody asks for more. */
class SealerKillTest {
    private static final int ROUNDS = Integer.getInteger("audit.kill.rounds", 3);
    private static final int EACH_ROUND = 70_000;

    @Test
    void aSealerThatIsKilledAnywhereGoesOnWithTheSameTree(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SignerKey key = SignerKey.generate("audit.example.org", new SecureRandom());
        Path file = directory.resolve("audit.key");
        KeyFile.create(file, key);
        try (PostgreSql server = PostgreSql.start();
                AuditStore store = server.open("postgres");
                Connection writer = server.connect("postgres")) {
            Set<String> seen = new HashSet<>();
            Verifier verifier = new Verifier(store.as(Role.READER), key.verifier(), origin -> List.copyOf(seen), 2);
            for (int round = 0; round < ROUNDS; round++) {
                Events.append(writer, (long) round * EACH_ROUND, (round + 1L) * EACH_ROUND, "{}");
                sealAndKill(server, file, Duration.ofMillis(random.nextInt(500)), store, seen.size());
                seen.addAll(notes(store));
                new WitnessCheck(store.as(Role.READER), key.verifier(), origin -> List.copyOf(seen)).require();
                assertThat(verifier.verify(Events.STREAM).faults())
                        .as("seed %d, round %d", seed, round)
                        .isEmpty();
            }
            Sealing.idle(store.as(Role.SEALER), key, Clock.systemUTC()).sealAll();
            Verification whole = verifier.verify(Events.STREAM);
            assertThat(whole.faults()).as("seed %d", seed).isEmpty();
            assertThat(whole.size()).isEqualTo((long) ROUNDS * EACH_ROUND);
            assertThat(rolledUp(store)).as("seed %d", seed).isEqualTo(whole.size());
        }
    }

    /** Lets it live for some time from its first checkpoint, which is while it makes the next ones. */
    private static void sealAndKill(PostgreSql server, Path key, Duration life, AuditStore store, int before)
            throws IOException, InterruptedException {
        Process sealer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SealerProcess.class.getName(),
                        server.url("postgres"),
                        key.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> notes(store).size() > before || !sealer.isAlive());
            assertThat(sealer.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            sealer.destroyForcibly().waitFor();
        }
    }

    private static List<String> notes(AuditStore store) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT note FROM audit.checkpoint")
                        .mapTo(String.class)
                        .list());
    }

    private static long rolledUp(AuditStore store) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT sum(count) FROM audit.rollup")
                        .mapTo(Long.class)
                        .one());
    }
}
