package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {

    private final Confirmations confirmations = new Confirmations(2);

    @Test
    void eachValueOfARoundIsConfirmedOnce() {
        confirmations.await(List.of(sample("a", 1), sample("b", 1)));
        assertThat(confirm(1, 1, 1)).isEqualTo(new Reply.Counted(2, 1));
        assertThat(confirmations.counters()).isEqualTo(new Confirmations.Counters(2, 1, 0, 0));
    }

    @Test
    void errorsAreNotWaitedFor() {
        confirmations.await(List.of(Sample.notSupported("host", "a", "why", 1, 1)));
        assertThat(confirm(1)).isEqualTo(new Reply.Counted(0, 1));
    }

    @Test
    void theOldestMomentsAreForgottenAndCounted() {
        confirmations.await(List.of(sample("a", 1), sample("b", 1), sample("a", 2), sample("a", 3)));
        assertThat(confirmations.counters().unconfirmed()).isEqualTo(2);
        assertThat(confirm(1, 2, 3)).isEqualTo(new Reply.Counted(2, 1));
    }

    private Reply.Counted confirm(int... ns) {
        List<Instant> moments = java.util.Arrays.stream(ns)
                .mapToObj(each -> Instant.ofEpochSecond(1, each))
                .toList();
        return confirmations.take(new Request.Confirm(0, moments));
    }

    private static Sample sample(String key, int ns) {
        return Sample.of("host", key, "1", 1, ns);
    }
}
