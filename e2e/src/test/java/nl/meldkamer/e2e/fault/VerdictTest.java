package nl.meldkamer.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a round can fail, in every way that it is there to find. */
class VerdictTest {

    private static final int ITEM = 2;

    @TempDir
    Path directory;

    private final List<Sample> samples = new ArrayList<>();
    private final List<History.Row> rows = new ArrayList<>();
    private Path path;

    @BeforeEach
    void threeSamplesAllOfThemAcknowledgedTakenAndInTheHistory() throws Exception {
        path = directory.resolve("journal");
        Item item = Item.ALL.get(ITEM);
        for (int number = 1; number <= 3; number++) {
            samples.add(Sample.of(item.host(), item.key(), item.value(number), 1000, number));
            rows.add(new History.Row(item, 1000, number, item.value(number)));
        }
    }

    @Test
    void itHoldsWhenEachIsThereOnce() throws Exception {
        Verdict verdict = verdict(3, 3);
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.complete()).isTrue();
        assertThat(verdict.rows()).isEqualTo(3);
    }

    @Test
    void aRowThatIsMissingIsLostUnlessTheServerTookIt() throws Exception {
        rows.remove(1);
        assertThat(verdict(3, 1).lost()).containsExactly(2L);
        Files.delete(path);
        Verdict taken = verdict(3, 3);
        assertThat(taken.lost()).isEmpty();
        assertThat(taken.lostByServer()).containsExactly(2L);
        assertThat(Scenario.FALLEN_SERVER.holds(taken)).isTrue();
        assertThat(Scenario.KILLED_PRODUCER.holds(taken)).isFalse();
    }

    @Test
    void aSampleThatWasNotAcknowledgedMayBeMissing() throws Exception {
        rows.remove(2);
        assertThat(verdict(2, 2).holds()).isTrue();
    }

    @Test
    void aRowThatIsThereAgainAtAnotherTimeIsTwiceAndStrange() throws Exception {
        History.Row row = rows.get(0);
        rows.add(new History.Row(row.item(), row.clock(), 999, row.value()));
        Verdict verdict = verdict(3, 3);
        assertThat(verdict.twice()).containsExactly(1L);
        assertThat(verdict.strange()).containsExactly(1L);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void anotherValueIsStrange() throws Exception {
        rows.set(0, new History.Row(Item.ALL.get(ITEM), 1000, 1, "1 something else"));
        assertThat(verdict(3, 3).strange()).containsExactly(1L);
    }

    @Test
    void aRefusedSampleMayNotBeThere() throws Exception {
        try (Journal journal = new Journal(path)) {
            journal.refused(samples.subList(2, 3));
        }
        assertThat(verdict(2, 2).halfRefused()).containsExactly(3L);
    }

    @Test
    void anOlderSampleOfTheItemMayNotBeTakenAfterANewerOne() throws Exception {
        try (Journal journal = new Journal(path)) {
            journal.taken(samples.subList(1, 2));
        }
        assertThat(verdict(3, 3).outOfOrder()).containsExactly(1L);
    }

    @Test
    void aLineThatAKillCutOffSaysNothing() throws Exception {
        assertThat(verdict(3, 3).holds()).isTrue();
        Files.writeString(path, Files.readString(path) + "acknowledged 4");
        assertThat(Production.read(path).acknowledged()).containsExactlyInAnyOrder(1L, 2L, 3L);
        new Journal(path).close();
        assertThat(Production.read(path).made()).hasSize(3);
    }

    private Verdict verdict(int acknowledged, int taken) throws Exception {
        try (Journal journal = new Journal(path)) {
            journal.made(1, ITEM, samples);
            journal.acknowledged(samples.subList(0, acknowledged));
            journal.taken(samples.subList(0, taken));
        }
        return Verdict.on(Production.read(path), rows);
    }
}
