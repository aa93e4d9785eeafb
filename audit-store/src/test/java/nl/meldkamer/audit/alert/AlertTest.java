package nl.meldkamer.audit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import nl.meldkamer.audit.alert.Alert.Update;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertTest {

    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void theWordsOfAWebhookAndTheBitsOfTheApiNameTheSameActs() {
        assertThat(Act.inWords("acknowledged, commented and changed severity from High to Average"))
                .isEqualTo(Act.inBits(2 | 4 | 8));
        assertThat(Act.inWords("unacknowledged, unsuppressed and closed")).isEqualTo(Act.inBits(16 | 64 | 1));
        assertThat(Act.inWords("suppressed until 2026-02-01 and ranked as symptom"))
                .isEqualTo(Act.inBits(32 | 256));
        assertThat(Act.inWords("danced")).isEqualTo(Act.inBits(1 << 20)).isEmpty();
    }

    @Test
    void anUpdateIsTheSameWithOtherWhiteSpaceInItsMessage() {
        assertThat(id(Set.of(Act.COMMENTED), "on it,\r\nsoon ")).isEqualTo(id(Set.of(Act.COMMENTED), "on it,\nsoon"));
        assertThat(id(Set.of(Act.ACKNOWLEDGED), " ")).isEqualTo(id(Set.of(Act.ACKNOWLEDGED), null));
    }

    @Test
    void twoUpdatesOfOneSecondAreTwo() {
        assertThat(Set.of(
                        id(Set.of(Act.COMMENTED), "one"),
                        id(Set.of(Act.COMMENTED), "another"),
                        id(Set.of(Act.COMMENTED, Act.ACKNOWLEDGED), "one"),
                        id(Set.of(Act.ACKNOWLEDGED), null)))
                .hasSize(4);
    }

    @Test
    void whatIsOutOfSightIsForSomebodyToLookAt() {
        Alert alert = new Alert("https://z/", "9", new Alert.Unseen(), AT, null, "{}");
        assertThat(alert.event("s", "zabbix").status()).isEqualTo("Pending Review");
        assertThat(alert.id()).isEqualTo("https://z/9/unseen");
    }

    private static String id(Set<Act> acts, @Nullable String message) {
        return new Alert("https://z", "9", new Update(acts, message), AT, "ada", "{}").id();
    }
}
