package nl.meldkamer.audit.retention;

import static nl.meldkamer.audit.retention.ThreeMonths.APRIL;
import static nl.meldkamer.audit.retention.ThreeMonths.CURRENT;
import static nl.meldkamer.audit.retention.ThreeMonths.MARCH;
import static nl.meldkamer.audit.retention.ThreeMonths.OF_A_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.retention.Retention.Step;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Months that go, on a real database, sealed by the real sealer and verified by the real verifier. */
class RetentionTest {

    @RegisterExtension
    final ThreeMonths months = new ThreeMonths();

    @TempDir
    Path directory;

    @Test
    void aMonthThatMayGoIsInAFileAndTheStoreStillVerifies() throws Exception {
        assertThat(Retention.due(months.retention().plan())).containsExactly(MARCH, APRIL);

        Retention.Dropped dropped = months.retention().apply(MARCH, directory, "ann");

        assertThat(dropped.events()).isEqualTo(OF_A_MONTH);
        assertThat(Archive.verify(dropped.archive()).events()).isEqualTo(OF_A_MONTH);
        assertThat(Retention.due(months.retention().plan())).containsExactly(APRIL);
        assertThat(months.retention().status().missing()).isZero();
        assertThat(months.retention().status().dropped()).isOne();
        months.awaitEvents(2 * OF_A_MONTH + 1);
        months.seal();
        assertThat(months.verification().valid())
                .as(months.verification().toString())
                .isTrue();
    }

    @Test
    void rollUpsThatCountWhatWasDroppedAreRightAndThoseThatCountMoreOrLessAreNot() throws Exception {
        months.retention().apply(MARCH, directory, "ann");
        months.awaitEvents(2 * OF_A_MONTH + 1);
        months.seal();
        assertThat(months.verification().rollUps()).isEmpty();
        rollUps("count + 1");
        assertThat(months.verification().rollUps()).anyMatch(line -> line.contains("more are held than were counted"));
        rollUps("1");
        assertThat(months.verification().rollUps()).anyMatch(line -> line.contains(": 1 held, "));
    }

    @Test
    void aRollUpThatCountsNothingIsFoundWhereAMonthWentToo() throws Exception {
        months.retention().apply(MARCH, directory, "ann");
        try (Handle owner = months.asSuperuser()) {
            owner.execute("ALTER TABLE audit.rollup DROP CONSTRAINT rollup_counts");
            owner.execute("INSERT INTO audit.rollup SELECT stream, hour, 'Invented', action, status, 0"
                    + " FROM audit.rollup LIMIT 1");
        }
        assertThat(months.verification().rollUps())
                .singleElement()
                .asString()
                .contains("Invented")
                .endsWith(": 0 held, 0 counted");
    }

    private void rollUps(String count) {
        months.execute(Role.SEALER, "UPDATE audit.rollup SET count = " + count);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void oneThatIsKilledAfterAnyStepIsTakenUpAgainWithNothingLostAndNothingTwice(Step last) throws Exception {
        Retention killed = months.retention(Patience.USUAL, step -> {
            if (step == last) throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> killed.apply(MARCH, directory, "ann")).hasMessage("killed");
        boolean gone = last == Step.COMMITTED;
        assertThat(Retention.due(months.retention().plan()).contains(MARCH)).isEqualTo(!gone);
        assertThat(months.retention().status().missing()).isZero();
        assertThat(months.verification().valid()).isTrue();

        for (YearMonth month : Retention.due(months.retention().plan()))
            months.retention().apply(month, directory, "ann");
        assertThat(months.retention().status().dropped()).isEqualTo(2);
        assertThat(Archive.verify(directory.resolve("audit-2018-03.jsonl")).events())
                .isEqualTo(OF_A_MONTH);
        months.awaitEvents(OF_A_MONTH + 2);
        months.seal();
        assertThat(months.verification().valid()).isTrue();
        assertThat(months.count("tombstone")).isEqualTo(2);
    }

    @Test
    void aMonthThatIsNotSealedToTheEndOfItsTileStays() throws Exception {
        assertThatThrownBy(() -> months.retention().apply(CURRENT, directory, "ann"))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("is not sealed to the end of the tile");
    }

    @Test
    void anArchiveInWhichAnythingWasChangedIsNotBelieved() throws Exception {
        Path file = months.retention().apply(MARCH, directory, "ann").archive();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            Files.write(file, without);
            assertThatThrownBy(() -> Archive.verify(file))
                    .as("without line %d", i)
                    .isInstanceOf(ArchiveException.class);
        }
        for (int i = 2; i < lines.size(); i += 7) {
            StringBuilder changed = new StringBuilder(lines.get(i));
            int at = changed.length() * 3 / 4;
            changed.setCharAt(at, changed.charAt(at) == 'A' ? 'B' : 'A');
            List<String> others = new ArrayList<>(lines);
            others.set(i, changed.toString());
            Files.write(file, others);
            assertThatThrownBy(() -> Archive.verify(file)).as("line %d", i).isInstanceOf(ArchiveException.class);
        }
        Files.writeString(file, String.join("\n", lines).substring(0, 5000));
        assertThatThrownBy(() -> Archive.verify(file)).isInstanceOf(ArchiveException.class);
    }
}
