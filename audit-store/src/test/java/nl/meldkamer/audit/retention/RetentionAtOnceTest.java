package nl.meldkamer.audit.retention;

import static nl.meldkamer.audit.retention.ThreeMonths.APRIL;
import static nl.meldkamer.audit.retention.ThreeMonths.MARCH;
import static nl.meldkamer.audit.retention.ThreeMonths.OF_A_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.retention.Retention.Step;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Meanwhile;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of retention at once, of two programs, on the same months and the same directory. */
class RetentionAtOnceTest {
    private static final Patience LITTLE =
            new Patience(Duration.ofMillis(200), 3, Duration.ofMillis(200), Duration.ofMillis(50));

    @RegisterExtension
    final ThreeMonths months = new ThreeMonths();

    @TempDir
    Path directory;

    @Test
    void theSecondWaitsForTheFirstAndDoesNotWriteAnArchiveOfWhatHasGone() throws Exception {
        try (AuditStore other = months.openAgain()) {
            CompletableFuture<Void> second = Meanwhile.before(
                    months.store().as(Role.RETENTION),
                    "audit.retention_drop",
                    () -> months.retention(other).apply(MARCH, directory, "bob"));
            Retention.Dropped dropped = months.retention().apply(MARCH, directory, "ann");
            assertThatThrownBy(second::join)
                    .hasCauseInstanceOf(MonthStaysException.class)
                    .hasMessageContaining("month 2018-03 has no partition");
            assertThat(Archive.verify(dropped.archive()).events()).isEqualTo(OF_A_MONTH);
            assertThat(Archive.verify(dropped.archive()).sha256()).isEqualTo(dropped.sha256());
            assertThat(months.count("tombstone")).isOne();
            months.retention(other).apply(APRIL, directory, "bob");
        }
        requireWhole();
    }

    @Test
    void theSecondIsToldSoWhenTheFirstTakesLongAndHasChangedNothing() throws Exception {
        try (AuditStore other = months.openAgain()) {
            Retention impatient = new Retention(other.as(Role.RETENTION), months.clock(), LITTLE, step -> {});
            Retention first = months.retention(Patience.USUAL, step -> {
                if (step != Step.VERIFIED) return;
                for (YearMonth month : List.of(MARCH, APRIL))
                    assertThatThrownBy(() -> impatient.apply(month, directory, "bob"))
                            .isInstanceOf(MonthStaysException.class)
                            .hasMessage("month " + month + " is left to another run of retention, which is at work:"
                                    + " try again when it has ended");
            });
            first.apply(MARCH, directory, "ann");
            assertThat(directory).isDirectoryNotContaining("glob:**2018-04*");
            impatient.apply(APRIL, directory, "bob");
        }
        requireWhole();
    }

    @Test
    void ofTwoThatBeginTogetherEachMonthGoesOnceAndNeitherFailsOtherwise() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (AuditStore other = months.openAgain()) {
            CompletableFuture<Integer> one = run(months.store(), together);
            CompletableFuture<Integer> two = run(other, together);
            assertThat(one.get(60, TimeUnit.SECONDS) + two.get(60, TimeUnit.SECONDS))
                    .isEqualTo(2);
        }
        requireWhole();
    }

    /** @return of how many months this one let go */
    private CompletableFuture<Integer> run(AuditStore store, CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> {
            Retention retention = months.retention(store);
            int dropped = 0;
            try {
                together.await(10, TimeUnit.SECONDS);
                for (YearMonth month : Retention.due(retention.plan())) {
                    together.await(10, TimeUnit.SECONDS);
                    dropped += letGo(retention, month);
                }
                return dropped;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private int letGo(Retention retention, YearMonth month) throws Exception {
        try {
            retention.apply(month, directory, "ann");
            return 1;
        } catch (MonthStaysException gone) {
            return 0;
        }
    }

    private void requireWhole() throws IllegalPolicyException {
        assertThat(months.retention().status().dropped()).isEqualTo(2);
        months.awaitEvents(OF_A_MONTH + 2);
        months.seal();
        assertThat(months.retention().status().missing()).isZero();
        assertThat(months.verification().valid()).isTrue();
    }
}
