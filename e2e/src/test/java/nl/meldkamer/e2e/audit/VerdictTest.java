package nl.meldkamer.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("ledger");
        try (Ledger ledger = Ledger.append(file)) {
            ledger.made(List.of("a", "b", "c"));
            ledger.acknowledged(List.of("a", "b"), List.of(0L, 1L));
        }
    }

    @Test
    void whatIsThereOnceUnderItsNumberHolds() throws Exception {
        Verdict verdict = verdict(entry(0, "a"), entry(1, "b"), entry(2, "c"));
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.acknowledged()).isEqualTo(2);
        assertThat(verdict(entry(0, "a"), entry(1, "b")).holds()).isTrue();
    }

    @Test
    void everyFaultIsNamed() throws Exception {
        assertThat(verdict(entry(0, "a")).faults()).containsExactly("lost: b");
        assertThat(verdict(entry(0, "a"), entry(1, "b"), entry(2, "b")).faults())
                .contains("twice: b");
        assertThat(verdict(entry(0, "a"), entry(1, "b"), entry(3, "c")).faults())
                .containsExactly("hole: number 3 where 2 should be");
        assertThat(verdict(entry(0, "a"), entry(1, "b"), entry(2, "d")).faults())
                .containsExactly("strange: d");
        assertThat(verdict(entry(0, "b"), entry(1, "a")).faults())
                .hasSize(2)
                .allMatch(text -> text.startsWith("moved"));
        assertThat(verdict(entry(0, "a"), entry(1, "b", Instant.EPOCH.minusNanos(1000)))
                        .faults())
                .containsExactly("back in time: b");
    }

    @Test
    void aRoundInWhichNothingWasAcknowledgedShowsNothing() {
        assertThat(new Verdict(0, 0, List.of()).holds()).isFalse();
        assertThat(new Verdict(1, 1, List.of()).and(List.of("not sealed")).holds())
                .isFalse();
    }

    @Test
    void aLineThatAKillCutShortWasNotDoneAndHarmsNoOther() throws Exception {
        Files.writeString(file, "acknowledged c 1", StandardOpenOption.APPEND);
        try (Ledger ledger = Ledger.append(file)) {
            ledger.made(List.of("d"));
        }
        assertThat(Ledger.read(file).acknowledged()).containsOnlyKeys("a", "b");
        assertThat(Ledger.read(file).made()).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    private Verdict verdict(Verdict.Entry... entries) throws Exception {
        return Verdict.on(Ledger.read(file), List.of(entries));
    }

    private static Verdict.Entry entry(long seq, String id, Instant recorded) {
        return new Verdict.Entry(seq, id, recorded);
    }

    private static Verdict.Entry entry(long seq, String id) {
        return entry(seq, id, Instant.EPOCH);
    }
}
