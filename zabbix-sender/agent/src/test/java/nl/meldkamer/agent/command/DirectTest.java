package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import org.junit.jupiter.api.Test;

class DirectTest {

    private final StringWriter said = new StringWriter();

    private boolean send(Sender sender, Sample... samples) {
        return new Direct(sender, new PrintWriter(said, true)).send(List.of(samples));
    }

    private static Sample sample(String key) {
        return Sample.of("De Linde", key, "1", 1, 0);
    }

    /** Knows every item but those whose key begins with "odd". */
    private static Outcome zabbix(Packet packet) {
        int odd = (int) packet.entries().stream()
                .filter(entry -> entry.sample().key().startsWith("odd"))
                .count();
        return odd == 0 ? new Outcome.Accepted(packet.size()) : new Outcome.PartlyRejected(packet.size() - odd, odd);
    }

    @Test
    void whatWasTakenIsCounted() {
        assertThat(send(DirectTest::zabbix, sample("a"), sample("b"))).isTrue();
        assertThat(said.toString()).contains("took all 2 values");
    }

    @Test
    void whatWasRejectedIsNamedAndTheRestIsNot() {
        assertThat(send(DirectTest::zabbix, sample("a"), sample("odd.one"), sample("c")))
                .isFalse();
        assertThat(said.toString())
                .contains("took 2 values and rejected 1", "  odd.one", "the host 'De Linde'")
                .doesNotContain("  a", "  c");
    }

    @Test
    void namesAreBounded() {
        Sample[] many = IntStream.range(0, 50).mapToObj(i -> sample("odd." + i)).toArray(Sample[]::new);
        assertThat(send(DirectTest::zabbix, many)).isFalse();
        assertThat(said.toString()).contains("  odd.19", "and 30 more").doesNotContain("odd.20");
    }

    @Test
    void theReasonOfEveryOtherOutcomeIsPassedOn() {
        assertThat(send(packet -> new Outcome.Refused("paused"), sample("a"))).isFalse();
        assertThat(send(packet -> new Outcome.Unknown("no answer"), sample("a")))
                .isFalse();
        assertThat(send(packet -> new Outcome.NotSent("connection refused"), sample("a")))
                .isFalse();
        assertThat(said.toString())
                .contains(
                        "refused all values: paused", "Not known", "no answer", "Nothing was sent: connection refused");
    }
}
