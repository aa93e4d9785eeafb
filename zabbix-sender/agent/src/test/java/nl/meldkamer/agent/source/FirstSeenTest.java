package nl.meldkamer.agent.source;

import static nl.meldkamer.agent.source.FakeQueries.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.StatefulQuery;
import org.junit.jupiter.api.Test;

class FirstSeenTest {

    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
    private static final StatefulQuery.FirstSeen QUESTION =
            new StatefulQuery.FirstSeen(FakeQueries.sql("SELECT 1"), Duration.ofDays(1), Duration.ofDays(14));

    private final FakeQueries queries = new FakeQueries();
    private final FirstSeen kinds = new FirstSeen(queries, QUESTION, State.inMemory());

    @Test
    void theFirstRunLooksBackAsFarAsIsRemembered() throws SourceException {
        seen("old", NOON.minusDays(3), NOON.minusHours(1));
        assertThat(ask(NOON)).isEmpty();
        assertThat(queries.asked.get(0)).containsEntry("watermark", local(NOON.minusDays(14)));
    }

    @Test
    void aKindIsNewForADay() throws SourceException {
        ask(NOON);
        seen("disk is full", NOON.plusMinutes(1), NOON.plusMinutes(2));
        assertThat(ask(NOON.plusMinutes(5))).containsExactly("disk is full");
        nothing();
        assertThat(ask(NOON.plusHours(23))).containsExactly("disk is full");
        assertThat(ask(NOON.plusHours(25))).isEmpty();
    }

    @Test
    void titlesThatDifferInNumbersAndNamesAreOneKind() throws SourceException {
        queries.answer(marks -> List.of(
                kind("No invoice 17 for 'Jan'", NOON.minusDays(5), NOON.minusDays(5)),
                kind("No invoice 18 for 'Piet'", NOON.minusHours(1), NOON.minusHours(1))));
        assertThat(ask(NOON)).isEmpty();
    }

    @Test
    void aKindThatComesBackAfterItWasForgottenIsNewAgain() throws SourceException {
        seen(
                "lost connection",
                NOON.minusDays(1).minusHours(1),
                NOON.minusDays(1).minusHours(1));
        assertThat(ask(NOON)).isEmpty();
        seen("lost connection", NOON.plusDays(12), NOON.plusDays(12));
        assertThat(ask(NOON.plusDays(12))).isEmpty();
        seen("lost connection", NOON.plusDays(28), NOON.plusDays(28));
        assertThat(ask(NOON.plusDays(28))).containsExactly("lost connection");
    }

    @Test
    void readingGoesOnALittleBeforeTheLatestThatWasRead() throws SourceException {
        seen("x", NOON.minusHours(2), NOON.minusHours(1));
        ask(NOON);
        ask(NOON.plusMinutes(5));
        assertThat(queries.asked.get(1))
                .containsEntry("watermark", local(NOON.minusHours(1).minusMinutes(5)));
    }

    @Test
    void aClockThatRunsAheadDoesNotHideWhatComesAfter() throws SourceException {
        seen("from tomorrow", NOON.plusDays(1), NOON.plusDays(1));
        ask(NOON);
        ask(NOON.plusMinutes(5));
        assertThat((LocalDateTime) queries.asked.get(1).get("watermark")).isBefore(local(NOON));
    }

    @Test
    void moreKindsThanCanBeKeptAreAnError() {
        queries.answer(marks -> IntStream.rangeClosed(0, FirstSeen.MOST_KINDS)
                .mapToObj(i -> kind("x".repeat(i % 97) + letters(i), NOON, NOON))
                .toList());
        assertThatThrownBy(() -> ask(NOON)).hasMessageContaining("more than 10000 kinds");
    }

    @Test
    void aFloodOfNewKindsIsShownUpToItsBound() throws SourceException {
        queries.answer(marks -> IntStream.range(0, 500)
                .mapToObj(i -> kind(letters(i), NOON, NOON))
                .toList());
        assertThat(ask(NOON)).hasSize(FirstSeen.MOST_SHOWN);
    }

    private static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> Character.toString('a' + digit - '0'))
                .reduce("kind ", String::concat);
    }

    private List<String> ask(ZonedDateTime now) throws SourceException {
        return kinds.answer(now).rows().stream()
                .map(each -> Cell.text(each, "kind"))
                .toList();
    }

    private void seen(String kind, ZonedDateTime first, ZonedDateTime last) {
        queries.answer(marks -> List.of(kind(kind, first, last)));
    }

    private void nothing() {
        queries.answer(marks -> List.of());
    }

    private static Map<String, Optional<Object>> kind(String kind, ZonedDateTime first, ZonedDateTime last) {
        return row("kind", kind, "first_seen", local(first), "last_seen", local(last));
    }

    private static LocalDateTime local(ZonedDateTime at) {
        return at.toLocalDateTime();
    }
}
