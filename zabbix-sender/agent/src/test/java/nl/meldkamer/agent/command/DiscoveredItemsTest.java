package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class DiscoveredItemsTest {

    private final DiscoveredItems items =
            new DiscoveredItems("linde", Set.of("db.ping", "size[total]"), Set.of("queue.length"));

    @Test
    void whatTheCatalogueSaysHoldsForWhatIsCollectedHere() {
        assertThat(isDiscovered("linde", "queue.length[short]")).isTrue();
        assertThat(isDiscovered("linde", "db.ping")).isFalse();
        assertThat(isDiscovered("linde", "size[total]")).isFalse();
    }

    @Test
    void handedOverKeysGoByTheirParameters() {
        assertThat(isDiscovered("linde", "own.key[x]")).isTrue();
        assertThat(isDiscovered("linde", "own.key")).isFalse();
        assertThat(isDiscovered("other", "size[total]")).isTrue();
    }

    private boolean isDiscovered(String host, String key) {
        return items.test(Sample.of(host, key, "1", 1, 1));
    }
}
