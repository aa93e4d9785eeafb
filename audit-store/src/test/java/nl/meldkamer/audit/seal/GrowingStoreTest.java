package nl.meldkamer.audit.seal;

import static nl.meldkamer.audit.seal.Original.KEY;
import static nl.meldkamer.audit.seal.Original.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Meanwhile;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;

/** A store that is sealed on: from where that may be done, by whom, and while it is verified. */
class GrowingStoreTest {
    @Test
    void aSealerDoesNotSealOnWhatDoesNotGiveItsLastCheckpoint() throws Exception {
        String[] changes = {
            "UPDATE audit.event SET leaf = sha256('x') WHERE seq = 65999",
            "UPDATE audit.tile SET hashes = set_byte(hashes, 5, 1 + get_byte(hashes, 5) % 255) WHERE level = 1",
            "UPDATE audit.checkpoint SET note = replace(note, 'audit', 'other') WHERE size = " + SIZE,
        };
        for (String change : changes) {
            try (AuditStore store = Original.copy(change)) {
                Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
                sealing.sealAll();
                assertThat(sealing.states().get(0).failure().orElseThrow()).contains("can't be sealed on");
            }
        }
    }

    @Test
    void theSealerStopsAtAHoleAndGoesOnWhenItIsFilled() throws Exception {
        try (AuditStore store = Original.copy(Events.another("100000", "month")
                .replace("FROM audit.event WHERE", "FROM audit.event WHERE stream = 1 AND"))) {
            Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            sealing.sealAll();
            assertThat(sealing.states().get(0).size()).isEqualTo(SIZE);
            assertThat(sealing.states().get(0).lag()).isPositive();
        }
        try (AuditStore store = Original.copy();
                Connection connection = Original.connectToLast()) {
            Events.append(connection, SIZE + 1, SIZE + 10, "{}");
            Original.seal(store, SIZE);
            Events.append(connection, SIZE, SIZE + 1, "{}");
            Original.seal(store, SIZE + 10);
        }
    }

    @Test
    void twoSealersOfOneStreamCountNothingTwice() throws Exception {
        try (AuditStore store = Original.copy();
                Connection connection = Original.connectToLast()) {
            Sealing one = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            Sealing other = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            for (long to = SIZE + 100; to <= SIZE + 1000; to += 100) {
                Events.append(connection, to - 100, to, "{}");
                (to % 300 == 0 ? one : other).round();
                (to % 300 == 0 ? other : one).round();
            }
            one.round();
            assertThat(one.states().get(0).size()).isEqualTo(SIZE + 1000);
            assertThat(Original.verify(store, Original.witness()).valid()).isTrue();
            assertThat(total(store)).isEqualTo(SIZE + 1000);
        }
    }

    @Test
    void whatIsSealedWhileAStreamIsVerifiedIsNoFault() throws Exception {
        try (AuditStore store = Original.copy();
                Connection connection = Original.connectToLast()) {
            CompletableFuture<Void> done = Meanwhile.before(store.as(Role.READER), "min(idx) FROM audit.tile", () -> {
                Events.append(connection, SIZE, SIZE + 600, "{}");
                Original.seal(store, SIZE + 600);
            });
            assertThat(Original.verify(store, Original.witness()).faults()).isEmpty();
            done.join();
            assertThat(total(store)).isEqualTo(SIZE + 600);
        }
    }

    @Test
    void whatIsSealedAndSeenAsVerifyingBeginsIsNotMissing() throws Exception {
        try (AuditStore store = Original.copy();
                Connection connection = Original.connectToLast()) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            Witness witness = origin -> {
                try {
                    Events.append(connection, SIZE, SIZE + 600, "{}");
                    Original.seal(store, SIZE + 600);
                    return List.of(prover.checkpoint(Events.STREAM).orElseThrow());
                } catch (SQLException | IOException e) {
                    throw new IllegalStateException(e);
                }
            };
            assertThat(Original.verify(store, witness))
                    .isEqualTo(new Verification(
                            Events.STREAM, SIZE + 600, SIZE + 600, SIZE + 600, List.of(), 0, List.of()));
        }
    }

    @Test
    void theRollUpsAreExactAsOfWhatIsSealed() throws Exception {
        try (AuditStore store = Original.copy()) {
            assertThat(counts(store).asOf()).isEqualTo(SIZE);
            List<Rollups.Count> counted = store.as(Role.READER)
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT process, action, status, count(*) FROM audit.event GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
                            .map((row, context) -> new Rollups.Count(
                                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                            .list());
            assertThat(counts(store).counts()).isEqualTo(counted).isNotEmpty();
        }
    }

    private static long total(AuditStore store) {
        return counts(store).counts().stream().mapToLong(Rollups.Count::events).sum();
    }

    private static Rollups.Counts counts(AuditStore store) {
        Instant from = Events.START.minus(2000, ChronoUnit.HOURS);
        return new Rollups(store.as(Role.READER)).between(Events.STREAM, from, Events.START.plus(1, ChronoUnit.HOURS));
    }
}
