package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.agent.state.Memory;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.StatefulQuery;

/**
 * Compares the state of each entity with the one it had. What is remembered, by key:
 *
 * <pre>
 * mark               watermark and, while catching up, the entity that was read last
 * learned            present once every entity was read
 * entity/HASH        state
 * event/SECOND HASH  from TAB to                     forgotten when it leaves the window
 * pair/from TAB to   second of the last change       forgotten after 90 days
 * </pre>
 */
final class Transitions implements DerivedSource.Derivation {

    static final int PAGE = 5000;
    private static final int MOST_PAGES = 100;
    private static final int MOST_ENTITIES = 1_000_000;
    private static final int MOST_EVENTS = 100_000;
    private static final int LONGEST_STATE = 100;

    /** A row may be committed after others that were modified later; reading it twice does no harm. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Duration PAIR_KEPT = Duration.ofDays(90);
    private static final LocalDateTime BEGINNING = LocalDateTime.of(1900, 1, 1, 0, 0);
    private static final List<Column> COLUMNS = List.of(Answer.text("from"), Answer.text("to"), Answer.number("n"));

    private final QuerySource source;
    private final StatefulQuery.Transitions question;
    private final Remembered remembered;

    Transitions(QuerySource source, StatefulQuery.Transitions question, State state) {
        this.source = source;
        this.question = question;
        this.remembered = new Remembered(
                state,
                source.name(),
                "transitions " + Cell.fingerprint(new TreeMap<>(question.sql().text()).toString()));
    }

    @Override
    public Answer answer(ZonedDateTime now) throws SourceException {
        boolean learned = remembered.update(memory -> memory.get("learned").isPresent());
        Mark mark =
                remembered.update(memory -> memory.get("mark").map(Mark::parse)).orElse(new Mark(BEGINNING, ""));
        for (int i = 0; i < MOST_PAGES; i++) {
            List<Map<String, Optional<Object>>> page = page(mark, now);
            Mark from = mark;
            mark = remembered.update(memory -> apply(page, from, now, memory));
            if (page.size() < PAGE) return caughtUp(learned, now);
        }
        throw new SourceException(
                source.name(),
                Failure.NOT_YET,
                "more than " + MOST_PAGES * PAGE + " rows have changed; the next run reads on");
    }

    private List<Map<String, Optional<Object>>> page(Mark mark, ZonedDateTime now) throws SourceException {
        return source.ask(
                        question.sql(), now, Map.of("watermark", mark.modified(), "after", mark.entity(), "page", PAGE))
                .rows();
    }

    /** Gives the mark to read on from. */
    private Mark apply(List<Map<String, Optional<Object>>> page, Mark mark, ZonedDateTime now, Memory memory) {
        Mark next = mark;
        long known = memory.count("entity/");
        long events = memory.count("event/");
        for (Map<String, Optional<Object>> row : page) {
            String entity = Cell.text(row, "entity");
            LocalDateTime modified = Cell.moment(row, "modified").orElse(next.modified());
            String key = Cell.fingerprint(entity);
            String state = state(row);
            Optional<String> before = memory.get("entity/" + key);
            if (before.isEmpty() && ++known > MOST_ENTITIES)
                throw new IllegalArgumentException(
                        "more than " + MOST_ENTITIES + " entities; let the query leave out some");
            if (before.isPresent() && !before.get().equals(state) && ++events <= MOST_EVENTS)
                changed(before.get() + "\t" + state, key, at(modified, now), memory);
            if (!before.equals(Optional.of(state))) memory.put("entity/" + key, state);
            next = new Mark(modified, entity);
        }
        Mark kept = page.isEmpty() || page.size() == PAGE ? next : next.overlapping();
        memory.put("mark", kept.toString());
        return kept;
    }

    private static String state(Map<String, Optional<Object>> row) {
        String state = Cell.text(row, "state").replace('\t', ' ');
        return state.length() <= LONGEST_STATE ? state : state.substring(0, LONGEST_STATE);
    }

    private static Instant at(LocalDateTime modified, ZonedDateTime now) {
        Instant at = modified.atZone(now.getZone()).toInstant();
        return at.isAfter(now.toInstant()) ? now.toInstant() : at;
    }

    private static void changed(String pair, String key, Instant at, Memory memory) {
        memory.put("event/" + second(at) + " " + key, pair);
        memory.put("pair/" + pair, second(at));
    }

    private Answer caughtUp(boolean learned, ZonedDateTime now) throws SourceException {
        if (learned) return remembered.update(memory -> counts(now.toInstant(), memory));
        long entities = remembered.update(memory -> {
            memory.put("learned", "");
            return memory.count("entity/");
        });
        throw new SourceException(
                source.name(),
                Failure.NOT_YET,
                "first run: learned " + entities + " entities; changes count from now on");
    }

    /** A pair that has had a change is counted on, so that it falls to zero and not silent. */
    private Answer counts(Instant now, Memory memory) {
        memory.removeBelow("event/", second(now.minus(question.within())));
        Map<String, Integer> counts = new TreeMap<>();
        memory.startingWith("pair/").forEach((pair, last) -> {
            if (last.compareTo(second(now.minus(PAIR_KEPT))) < 0) memory.remove("pair/" + pair);
            else counts.put(pair, 0);
        });
        memory.startingWith("event/").values().forEach(pair -> counts.merge(pair, 1, Integer::sum));
        List<List<Object>> rows = new ArrayList<>();
        counts.forEach((pair, n) -> rows.add(row(pair.split("\t", -1), n)));
        return Answer.of(COLUMNS, rows);
    }

    private static List<Object> row(String[] pair, int n) {
        return List.of(pair[0], pair[1], BigDecimal.valueOf(n));
    }

    /** Sorts as text as it does as a number. */
    private static String second(Instant at) {
        return String.format(Locale.ROOT, "%012d", Math.max(0, at.getEpochSecond()));
    }

    /** Where reading goes on: after this entity among those modified at that moment. */
    private record Mark(LocalDateTime modified, String entity) {

        static Mark parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Mark(LocalDateTime.parse(parts[0]), parts[1]);
        }

        Mark overlapping() {
            return new Mark(modified.minus(OVERLAP), "");
        }

        @Override
        public String toString() {
            return modified + " " + entity;
        }
    }
}
