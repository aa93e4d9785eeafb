package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class LatestValuesTest {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private final LatestValues latest = new LatestValues("linde", () -> now);

    @Test
    void theValueThatWasTakenLastIsTold() {
        take("a", "1");
        now = now.plusSeconds(1);
        take("a", "2");
        assertThat(get("a")).isEqualTo(new Reply.Told("2", now.getEpochSecond(), 0, 30));
    }

    @Test
    void aValueOfThePastChangesNothing() {
        take("a", "2");
        latest.take(List.of(Sample.of("linde", "a", "1", now.getEpochSecond() - 1, 0)), EVERY);
        assertThat(get("a")).isEqualTo(new Reply.Told("2", now.getEpochSecond(), 0, 30));
    }

    @Test
    void aKeyIsTheSameHoweverItIsQuoted() {
        take("a[x,\"y,z\"]", "1");
        assertThat(get("a[\"x\", \"y,z\"]")).isInstanceOf(Reply.Told.class);
        assertThat(get("a[x,y,z]")).isInstanceOf(Reply.None.class);
    }

    @Test
    void anEmptyHostIsTheDaemonsOwnAndAnotherHostHasOtherValues() {
        take("a", "1");
        assertThat(latest.answer(new Request.Get("linde", "a"))).isInstanceOf(Reply.Told.class);
        assertThat(latest.answer(new Request.Get("eik", "a")))
                .isEqualTo(new Reply.None("the daemon knows no key 'a' of host 'eik'"));
    }

    @Test
    void aValueIsToldForTwoIntervalsAndThenHowOldItIs() {
        take("a", "1");
        now = START.plus(EVERY.multipliedBy(2));
        assertThat(get("a")).isInstanceOf(Reply.Told.class);
        now = now.plusSeconds(1);
        assertThat(get("a"))
                .isEqualTo(new Reply.None("the latest value is 61 s old, and it is to be collected every 30 s; the"
                        + " daemon's log says what is wrong with the group"));
        assertThat(latest.answer(new Request.Age("", "a")))
                .isEqualTo(new Reply.Told("61", START.getEpochSecond(), 0, 30));
    }

    @Test
    void aValueThatWasHandedOverIsNeverTooOld() {
        latest.take(List.of(Sample.of("linde", "a", "1", 1, 0)), Duration.ZERO);
        assertThat(get("a")).isEqualTo(new Reply.Told("1", 1, 0, 0));
    }

    @Test
    void anItemThatIsNotSupportedTellsWhyHoweverLongAgoThatWas() {
        latest.take(List.of(Sample.notSupported("linde", "a", "no such table", now.getEpochSecond(), 0)), EVERY);
        now = now.plusSeconds(299);
        assertThat(get("a")).isEqualTo(new Reply.None("no such table"));
    }

    @Test
    void anItemWithoutValueSaysThatThereIsNone() {
        take("a", "1");
        latest.takeNothing("linde", List.of("a"), now, EVERY);
        assertThat(get("a"))
                .isEqualTo(new Reply.None("it has no value now, which is no error: there is nothing to measure"));
    }

    @Test
    void whatIsExpectedSaysHowOftenItIsCollected() {
        latest.expect("linde", "a", false, EVERY);
        Reply none = new Reply.None("the daemon has not collected it since it started; it does so every 30 s");
        assertThat(get("a")).isEqualTo(none);
        assertThat(latest.answer(new Request.Age("", "a"))).isEqualTo(none);
    }

    @Test
    void aKeyThatIsNotKnownIsAnsweredWithTheNearest() {
        take("ver.members.active", "1");
        assertThat(get("ver.member.active"))
                .isEqualTo(new Reply.None("the daemon knows no key 'ver.member.active' of host 'linde'; did you"
                        + " mean 'ver.members.active'?"));
    }

    @Test
    void onlyARuleHasADiscovery() {
        take("a", "1");
        latest.takeDiscovery("linde", "rule", "[{}]", now, EVERY);
        assertThat(latest.answer(new Request.Discover("", "rule")))
                .isEqualTo(new Reply.Told("[{}]", now.getEpochSecond(), 0, 30));
        assertThat(latest.discovery("linde", "rule")).contains("[{}]");
        assertThat(latest.answer(new Request.Discover("", "a")))
                .isEqualTo(new Reply.None("'a' is an item and no discovery rule; get its value"));
        assertThat(latest.discovery("linde", "a")).isEmpty();
    }

    @Test
    void atTheLimitOfKeysWhatIsOutOfDateGoesAndElseTheNewOneIsTurnedAway() {
        LatestValues small = new LatestValues("linde", () -> now, 2, 1000);
        small.take(List.of(sample("a", "1"), sample("b", "1"), sample("c", "1")), EVERY);
        assertThat(small.keys("", "")).containsExactly("a", "b");
        assertThat(small.counters()).isEqualTo(new LatestValues.Counters(2, 2, 1, 0));
        now = now.plus(LatestValues.LONG_OUT_OF_DATE).plusSeconds(1);
        small.take(List.of(sample("c", "1")), EVERY);
        assertThat(small.keys("", "")).containsExactly("c");
    }

    @Test
    void atTheLimitOfCharactersAnOldValueIsNotToldForANewOne() {
        LatestValues small = new LatestValues("linde", () -> now, 10, 10);
        small.take(List.of(sample("a", "12345"), sample("b", "12345")), EVERY);
        small.take(List.of(sample("a", "123456")), EVERY);
        assertThat(small.keys("", "")).containsExactly("b");
        assertThat(small.counters()).isEqualTo(new LatestValues.Counters(1, 5, 1, 0));
    }

    private void take(String key, String value) {
        latest.take(List.of(sample(key, value)), EVERY);
    }

    private Sample sample(String key, String value) {
        return Sample.of("linde", key, value, now.getEpochSecond(), now.getNano());
    }

    private Reply get(String key) {
        return latest.answer(new Request.Get("", key));
    }
}
