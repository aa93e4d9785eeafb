package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.StatefulQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitionsTest {

    private static final ZonedDateTime NOON =
            ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
    private static final StatefulQuery.Transitions QUESTION =
            new StatefulQuery.Transitions(FakeQueries.sql("SELECT 1"), Duration.ofDays(1));

    private final FakeQueries queries = new FakeQueries();
    private final Members members = new Members();
    private State state = State.inMemory();

    @Test
    void theFirstRunLearnsAndGivesNoNumber() {
        members.put("M1", "Active", NOON.minusDays(400));
        members.put("M2", "Suspended", NOON.minusDays(1));
        assertThatThrownBy(() -> ask(NOON))
                .isInstanceOf(SourceException.class)
                .hasMessage("source 'app': first run: learned 2 entities; changes count from now on");
    }

    @Test
    void aChangeIsCountedForADayAndThenZero() throws SourceException {
        learn("M1", "M2", "M3");
        assertThat(ask(NOON)).isEmpty();
        members.put("M1", "Suspended", NOON.plusMinutes(4));
        members.put("M2", "Suspended", NOON.plusMinutes(4));
        members.put("M3", "Terminated", NOON.plusMinutes(4));
        Map<String, String> expected = Map.of("Active>Suspended", "2", "Active>Terminated", "1");
        assertThat(ask(NOON.plusMinutes(5))).isEqualTo(expected);
        assertThat(ask(NOON.plusHours(23))).isEqualTo(expected);
        assertThat(ask(NOON.plusHours(25))).isEqualTo(Map.of("Active>Suspended", "0", "Active>Terminated", "0"));
        assertThat(ask(NOON.plusDays(120))).isEmpty();
    }

    @Test
    void anEntityThatIsNewIsNoChange() throws SourceException {
        learn("M1");
        members.put("M9", "Pending", NOON.plusMinutes(1));
        assertThat(ask(NOON.plusMinutes(5))).isEmpty();
        members.put("M9", "Active", NOON.plusMinutes(7));
        assertThat(ask(NOON.plusMinutes(10))).isEqualTo(Map.of("Pending>Active", "1"));
    }

    @Test
    void aRowThatIsReadAgainIsNoSecondChange() throws SourceException {
        learn("M1");
        members.put("M1", "Banned", NOON.plusMinutes(1));
        assertThat(ask(NOON.plusMinutes(2))).isEqualTo(Map.of("Active>Banned", "1"));
        assertThat(ask(NOON.plusMinutes(3))).isEqualTo(Map.of("Active>Banned", "1"));
    }

    @Test
    void aRowThatIsCommittedLateIsStillSeen() throws SourceException {
        learn("M1", "M2");
        members.put("M1", "Suspended", NOON.plusMinutes(10));
        ask(NOON.plusMinutes(11));
        members.put("M2", "Suspended", NOON.plusMinutes(8));
        assertThat(ask(NOON.plusMinutes(12))).isEqualTo(Map.of("Active>Suspended", "2"));
    }

    @Test
    void manyRowsOfOneMomentAreReadPageByPage() throws SourceException {
        for (int i = 0; i < 2 * Transitions.PAGE + 17; i++)
            members.put(String.format("M%06d", i), "Active", NOON.minusHours(1));
        assertThatThrownBy(() -> ask(NOON))
                .hasMessageContaining("learned " + (2 * Transitions.PAGE + 17) + " entities");
        assertThat(ask(NOON.plusMinutes(5))).isEmpty();
        assertThat(members.rows()).hasSize(2 * Transitions.PAGE + 17);
    }

    @Test
    void aFailureBetweenTwoPagesLosesNothing() throws SourceException {
        for (int i = 0; i < Transitions.PAGE + 5; i++)
            members.put(String.format("M%06d", i), "Active", NOON.minusHours(1));
        queries.answer(marks -> {
            if (queries.asked.size() == 2) throw new IllegalStateException("connection lost");
            return members.after(marks);
        });
        assertThatThrownBy(() -> new Transitions(queries, QUESTION, state).answer(NOON))
                .hasMessage("connection lost");
        assertThatThrownBy(() -> ask(NOON.plusMinutes(1)))
                .hasMessageContaining("learned " + (Transitions.PAGE + 5) + " entities");
    }

    @Test
    void whatIsRememberedSurvivesARestartAndHoldsNoName(@TempDir Path directory) throws Exception {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        state = State.open(directory, clock);
        learn("Assoc-Member-Jansen");
        state.close();
        assertThat(Files.readString(directory.resolve("state.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Jansen");
        state = State.open(directory, clock);
        members.put("Assoc-Member-Jansen", "Suspended", NOON.plusMinutes(4));
        assertThat(ask(NOON.plusMinutes(5))).isEqualTo(Map.of("Active>Suspended", "1"));
        state.close();
    }

    @Test
    void aSourceThatIsDownMovesNothingOn() throws SourceException {
        learn("M1");
        members.put("M1", "Suspended", NOON.plusMinutes(1));
        queries.down(true);
        assertThatThrownBy(() -> ask(NOON.plusMinutes(5))).hasMessageContaining("is down");
        queries.down(false);
        assertThat(ask(NOON.plusMinutes(10))).isEqualTo(Map.of("Active>Suspended", "1"));
    }

    private void learn(String... names) {
        for (String name : names) members.put(name, "Active", NOON.minusHours(2));
        assertThatThrownBy(() -> ask(NOON)).hasMessageContaining("first run");
    }

    private Map<String, String> ask(ZonedDateTime now) throws SourceException {
        queries.answer(members::after);
        Map<String, String> counts = new TreeMap<>();
        for (Map<String, Optional<Object>> row :
                new Transitions(queries, QUESTION, state).answer(now).rows())
            counts.put(Cell.text(row, "from") + ">" + Cell.text(row, "to"), Cell.text(row, "n"));
        return counts;
    }

    /** A table of members that is read as the catalogue's query does. */
    private static final class Members {

        private record Member(String name, String status, LocalDateTime modified) {}

        private final Map<String, Member> byName = new TreeMap<>();

        void put(String name, String status, ZonedDateTime modified) {
            byName.put(name, new Member(name, status, modified.toLocalDateTime()));
        }

        List<Member> rows() {
            return List.copyOf(byName.values());
        }

        List<Map<String, Optional<Object>>> after(Map<String, Object> marks) {
            LocalDateTime watermark = (LocalDateTime) marks.get("watermark");
            String after = (String) marks.get("after");
            return byName.values().stream()
                    .filter(each -> each.modified().isAfter(watermark)
                            || (each.modified().equals(watermark) && each.name().compareTo(after) > 0))
                    .sorted(Comparator.comparing(Member::modified).thenComparing(Member::name))
                    .limit((Integer) marks.get("page"))
                    .map(each ->
                            FakeQueries.row("entity", each.name(), "state", each.status(), "modified", each.modified()))
                    .toList();
        }
    }
}
