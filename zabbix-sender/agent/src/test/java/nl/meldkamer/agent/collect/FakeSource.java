package nl.meldkamer.agent.collect;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.source.Answer;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.SourceException;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;

/** Answers what it was told to answer. */
final class FakeSource implements Source {

    private final List<Column> columns;
    private final List<Map<String, Optional<Object>>> rows = new ArrayList<>();
    private Failure failure;
    private RuntimeException fault;
    private ZonedDateTime askedAt;

    /** Columns as {@code name} for text, {@code name#} for a number, {@code name@} for a moment. */
    FakeSource(String... columns) {
        this.columns = List.of(columns).stream().map(FakeSource::column).toList();
    }

    private static Column column(String written) {
        if (written.endsWith("#")) return new Column(written.replace("#", ""), Kind.NUMBER);
        if (written.endsWith("@")) return new Column(written.replace("@", ""), Kind.MOMENT);
        return new Column(written, Kind.TEXT);
    }

    FakeSource row(Object... cells) {
        Map<String, Optional<Object>> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) row.put(columns.get(i).name(), Optional.ofNullable(cell(cells[i])));
        rows.add(row);
        return this;
    }

    private static Object cell(Object cell) {
        return cell instanceof Integer number ? BigDecimal.valueOf(number) : cell;
    }

    FakeSource empty() {
        rows.clear();
        return this;
    }

    void fail(Failure kind) {
        failure = kind;
    }

    void breakWith(RuntimeException broken) {
        fault = broken;
    }

    void recover() {
        failure = null;
        fault = null;
    }

    ZonedDateTime askedAt() {
        return askedAt;
    }

    @Override
    public String name() {
        return "app";
    }

    @Override
    public boolean understands(Collect question) {
        return true;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        askedAt = now;
        if (fault != null) throw fault;
        if (failure != null) throw new SourceException("app", failure, "is out of order");
        return new Answer(columns, rows);
    }

    @Override
    public String identify() {
        return "a fake";
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    static LocalDateTime moment(String text) {
        return LocalDateTime.parse(text);
    }

    static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
