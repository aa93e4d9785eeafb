package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.audit.seal.Fault;
import nl.meldkamer.audit.seal.Verification;
import org.junit.jupiter.api.Test;

class RereadingTest {

    private final Map<String, Long> sizes = new HashMap<>(Map.of("app", 25L));
    private final List<String> read = new ArrayList<>();
    private final List<Long> bad = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private boolean away;
    private final Rereading rereading = new Rereading(() -> sizes, this::verify, 10, () -> now);

    private Verification verify(String stream, long from, long to) {
        if (away) throw new IllegalStateException("the database is away");
        read.add(stream + " " + from + "-" + to);
        List<Fault> faults = bad.stream()
                .filter(seq -> seq >= from && seq < to)
                .map(seq -> new Fault(seq, "changed"))
                .toList();
        return new Verification(stream, to - from, 25, 0, faults, faults.size(), List.of());
    }

    @Test
    void itReadsFromTheFirstEventToTheLastAndThenFromTheFirstAgain() {
        run(4);
        assertThat(read).containsExactly("app 0-10", "app 10-20", "app 20-25", "app 0-10");
    }

    @Test
    void whatWasSealedMeanwhileIsReadToo() {
        run(1);
        sizes.put("app", 31L);
        sizes.put("new", 1L);
        run(3);
        assertThat(read).contains("app 10-20", "app 20-30", "app 30-31", "new 0-1");
    }

    @Test
    void aStreamWithNothingSealedIsNotReadAndHasNoFigures() {
        sizes.put("app", 0L);
        run(1);
        assertThat(read).isEmpty();
        assertThat(rereading.faults("app")).isEmpty();
        assertThat(rereading.age("app")).isEmpty();
    }

    @Test
    void aFaultIsShownUntilAllWasReadAgainWithoutOne() {
        bad.add(12L);
        run(1);
        assertThat(rereading.faults("app")).contains(0L);
        run(1);
        assertThat(rereading.faults("app")).contains(1L);
        run(1);
        bad.clear();
        run(2);
        assertThat(rereading.faults("app")).contains(1L);
        run(1);
        assertThat(rereading.faults("app")).contains(0L);
    }

    @Test
    void whatCanNotBeReadIsNoFaultAndGrowsOld() {
        run(1);
        away = true;
        now = now.plusSeconds(60);
        run(1);
        assertThat(rereading.faults("app")).contains(0L);
        assertThat(rereading.age("app")).contains(Duration.ofMinutes(1));
        away = false;
        run(1);
        assertThat(rereading.age("app")).contains(Duration.ZERO);
        assertThat(read).containsExactly("app 0-10", "app 10-20");
    }

    @Test
    void aStoreThatBecameSmallerIsReadFromItsFirstEvent() {
        run(2);
        sizes.put("app", 15L);
        run(1);
        assertThat(read).endsWith("app 0-10");
    }

    private void run(int times) {
        for (int i = 0; i < times; i++) rereading.run();
    }
}
