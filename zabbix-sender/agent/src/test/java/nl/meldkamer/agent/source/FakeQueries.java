package nl.meldkamer.agent.source;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;

/** Answers queries as it is told to, and keeps the marks that it was asked with. */
final class FakeQueries implements QuerySource {

    final List<Map<String, Object>> asked = new ArrayList<>();
    private Function<Map<String, Object>, List<Map<String, Optional<Object>>>> answer = marks -> List.of();
    private boolean down;

    void answer(Function<Map<String, Object>, List<Map<String, Optional<Object>>>> rows) {
        answer = rows;
    }

    void down(boolean is) {
        down = is;
    }

    static Map<String, Optional<Object>> row(Object... columnsAndCells) {
        Map<String, Optional<Object>> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndCells.length; i += 2)
            row.put((String) columnsAndCells[i], Optional.ofNullable(columnsAndCells[i + 1]));
        return row;
    }

    static Collect.Sql sql(String text) {
        return new Collect.Sql(Map.of("", text));
    }

    @Override
    public String name() {
        return "app";
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Sql;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        return ask((Collect.Sql) question, now, Map.of());
    }

    @Override
    public Answer ask(Collect.Sql question, ZonedDateTime now, Map<String, Object> marks) throws SourceException {
        if (down) throw new SourceException("app", Failure.UNREACHABLE, "is down");
        asked.add(marks);
        return new Answer(List.of(), answer.apply(marks));
    }

    @Override
    public String identify() {
        return "a fake";
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
