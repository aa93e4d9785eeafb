package nl.meldkamer.agent.source;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.state.Memory;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.Masking;
import nl.meldkamer.templates.StatefulQuery;

/**
 * Finds kinds that were not there before. What is remembered, by key:
 *
 * <pre>
 * mark       the latest last_seen that was read
 * kind/TEXT  first and last time in the zone of the application
 * </pre>
 */
final class FirstSeen implements DerivedSource.Derivation {

    static final int MOST_SHOWN = 200;
    static final int MOST_KINDS = 10_000;
    private static final int LONGEST_KIND = 140;
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final List<Column> COLUMNS = List.of(Answer.text("kind"), Answer.moment("first_seen"));

    private final QuerySource source;
    private final StatefulQuery.FirstSeen question;
    private final Remembered remembered;

    FirstSeen(QuerySource source, StatefulQuery.FirstSeen question, State state) {
        this.source = source;
        this.question = question;
        this.remembered = new Remembered(
                state,
                source.name(),
                "first-seen " + Cell.fingerprint(new TreeMap<>(question.sql().text()).toString()));
    }

    @Override
    public Answer answer(ZonedDateTime now) throws SourceException {
        LocalDateTime local = now.toLocalDateTime();
        LocalDateTime horizon = local.minus(question.remember());
        LocalDateTime since = remembered
                .update(memory -> memory.get("mark").map(LocalDateTime::parse))
                .map(mark -> mark.minus(OVERLAP))
                .filter(horizon::isBefore)
                .orElse(horizon);
        List<Map<String, Optional<Object>>> rows =
                source.ask(question.sql(), now, Map.of("watermark", since)).rows();
        return remembered.update(memory -> {
            rows.forEach(row -> seen(row, since, local, memory));
            return recent(local, memory);
        });
    }

    private void seen(Map<String, Optional<Object>> row, LocalDateTime since, LocalDateTime now, Memory memory) {
        Optional<LocalDateTime> first = Cell.moment(row, "first_seen");
        Optional<LocalDateTime> last = Cell.moment(row, "last_seen");
        if (first.isEmpty() || last.isEmpty()) return;
        String key = "kind/" + kind(Cell.text(row, "kind"));
        Seen sighting = new Seen(first.get(), last.get());
        Seen merged = memory.get(key)
                .map(Seen::parse)
                .map(before -> before.and(sighting, question.remember()))
                .orElse(sighting);
        memory.put(key, merged.toString());
        LocalDateTime reached = memory.get("mark").map(LocalDateTime::parse).orElse(since);
        if (last.get().isAfter(reached) && !last.get().isAfter(now))
            memory.put("mark", last.get().toString());
    }

    private static String kind(String text) {
        String masked = Masking.mask(text.strip());
        return masked.length() <= LONGEST_KIND ? masked : masked.substring(0, LONGEST_KIND);
    }

    private Answer recent(LocalDateTime now, Memory memory) {
        LocalDateTime forgotten = now.minus(question.remember());
        LocalDateTime since = now.minus(question.within());
        List<List<Object>> found = new ArrayList<>();
        Map<String, String> kinds = memory.startingWith("kind/");
        if (kinds.size() > MOST_KINDS)
            throw new IllegalArgumentException(
                    "more than " + MOST_KINDS + " kinds; they hold what makes each of them its own, such as a name");
        kinds.forEach((kind, text) -> {
            Seen seen = Seen.parse(text);
            if (seen.last().isBefore(forgotten)) memory.remove("kind/" + kind);
            else if (seen.first().isAfter(since)) found.add(List.of(kind, seen.first()));
        });
        found.sort(Comparator.comparing((List<Object> row) -> (LocalDateTime) row.get(1))
                .reversed());
        return Answer.of(COLUMNS, found.stream().limit(MOST_SHOWN).toList());
    }

    /** When a kind began to appear, without a pause as long as it is remembered, and when it did so last. */
    private record Seen(LocalDateTime first, LocalDateTime last) {

        static Seen parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Seen(LocalDateTime.parse(parts[0]), LocalDateTime.parse(parts[1]));
        }

        Seen and(Seen later, Duration remember) {
            if (last.plus(remember).isBefore(later.first)) return later;
            return new Seen(min(first, later.first), max(last, later.last));
        }

        private static LocalDateTime min(LocalDateTime one, LocalDateTime other) {
            return one.isBefore(other) ? one : other;
        }

        private static LocalDateTime max(LocalDateTime one, LocalDateTime other) {
            return one.isBefore(other) ? other : one;
        }

        @Override
        public String toString() {
            return first + " " + last;
        }
    }
}
