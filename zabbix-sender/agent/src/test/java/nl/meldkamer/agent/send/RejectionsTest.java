package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Packet.Entry;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    @Test
    void allOrNothingNeedsNoQuestion() {
        ScriptedSender server = ScriptedSender.accepting();
        Rejections rejections = new Rejections(server);

        rejections.name(packet("x1", "x1", "x2"), 3);

        assertThat(named(rejections)).containsExactly(Map.entry("x1", 2L), Map.entry("x2", 1L));
        assertThat(server.packets()).isEmpty();
    }

    @Test
    void halvesAreSentAgainUntilEveryRejectedItemIsNamed() {
        ScriptedSender server = ScriptedSender.rejectingKeysWithAnX();
        Rejections rejections = new Rejections(server);
        Packet packet = packet("a", "b", "x", "c", "d", "e", "f", "g");

        rejections.name(packet, 1);

        assertThat(rejections.items())
                .containsExactly(Map.entry(new Rejections.Item("h", "x"), new Rejections.Count(1, 3)));
        assertThat(server.packets()).hasSize(6);
        assertThat(server.packets()).allSatisfy(asked -> {
            assertThat(asked.session()).isEmpty();
            assertThat(packet.entries()).containsAll(asked.entries());
        });
    }

    @Test
    void anItemKnownToBeRejectedIsNotAskedAboutAgain() {
        ScriptedSender server = ScriptedSender.rejectingKeysWithAnX();
        Rejections rejections = new Rejections(server);
        rejections.name(packet("x"), 1);

        rejections.name(packet("a", "x", "b", "x"), 2);

        assertThat(named(rejections)).containsExactly(Map.entry("x", 3L));
        assertThat(server.packets()).isEmpty();
    }

    @Test
    void everyRejectedValueIsNamedWhateverThePacketHolds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Rejections rejections = new Rejections(ScriptedSender.rejectingKeysWithAnX());
        Map<String, Long> expected = new TreeMap<>();
        for (int round = 0; round < 10; round++) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 250; i++) keys.add((random.nextInt(20) == 0 ? "x" : "y") + random.nextInt(8));
            List<String> rejected =
                    keys.stream().filter(key -> key.startsWith("x")).toList();
            rejected.forEach(key -> expected.merge(key, 1L, Long::sum));
            rejections.name(packet(keys.toArray(String[]::new)), rejected.size());
        }

        assertThat(named(rejections)).as("seed %d", seed).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(rejections.unnamed()).isZero();
    }

    @Test
    void noMoreItemsAreNamedThanFitAReport() {
        Rejections rejections = new Rejections(ScriptedSender.rejectingKeysWithAnX());
        String[] keys = new String[200];
        for (int i = 0; i < keys.length; i++) keys[i] = (i % 2 == 0 ? "x" : "y") + i;

        rejections.name(packet(keys), 100);

        assertThat(rejections.items()).hasSize(Rejections.MAX_ITEMS);
        assertThat(rejections.unnamed()).isEqualTo(100 - Rejections.MAX_ITEMS);
    }

    @Test
    void noMoreQuestionsAreAskedThanAreBearable() {
        ScriptedSender server = ScriptedSender.rejectingKeysWithAnX();
        Rejections rejections = new Rejections(server);
        for (int i = 0; i < 1000; i++) rejections.name(packet("a", "b", "c", "d"), 1);

        assertThat(server.packets()).hasSize(Rejections.MAX_QUESTIONS);
        assertThat(rejections.unnamed()).isEqualTo(1000);
    }

    @Test
    void anAnswerThatDoesntCountLeavesTheValuesUnnamed() {
        Rejections rejections =
                new Rejections(new ScriptedSender(packet -> new Outcome.Unknown("the connection was cut")));

        rejections.name(packet("a", "x"), 1);

        assertThat(rejections.items()).isEmpty();
        assertThat(rejections.unnamed()).isEqualTo(1);
    }

    @Test
    void anItemThatAppearsMeanwhileHasNoOtherNamedForIt() {
        Rejections rejections = new Rejections(ScriptedSender.accepting());

        rejections.name(packet("a", "appeared", "c", "d"), 1);

        assertThat(rejections.items()).isEmpty();
        assertThat(rejections.unnamed()).isEqualTo(1);
    }

    @Test
    void anAnswerThatContradictsTheFirstLeavesTheValuesUnnamed() {
        Rejections rejections =
                new Rejections(new ScriptedSender(packet -> new Outcome.PartlyRejected(0, packet.size())));

        rejections.name(packet("a", "b", "c", "d"), 1);

        assertThat(rejections.items()).isEmpty();
        assertThat(rejections.unnamed()).isEqualTo(1);
    }

    private static Map<String, Long> named(Rejections rejections) {
        Map<String, Long> named = new TreeMap<>();
        rejections.items().forEach((item, count) -> named.put(item.key(), count.values()));
        return named;
    }

    /** Values of one host, from lines 1 and on. */
    private static Packet packet(String... keys) {
        List<Entry> entries = new ArrayList<>();
        for (String key : keys) entries.add(new Entry(entries.size() + 1, Sample.of("h", key, "v", 1, entries.size())));
        return new Packet(Optional.empty(), entries);
    }
}
