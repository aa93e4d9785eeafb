package nl.meldkamer.agent.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.Frappe;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Rest;
import org.jspecify.annotations.Nullable;

/**
 * A Frappe site by its REST API: counts by {@code /api/method/frappe.client.get_count}, documents page by page by
 * {@code /api/resource}. Serves the queries that say how.
 */
final class FrappeSource implements QuerySource {

    private static final int PAGE = 500;
    private static final int MOST_DOCUMENTS = 10_000;

    private final String name;
    private final FrappeApi api;

    FrappeSource(String name, Frappe settings) {
        this.name = name;
        this.api = new FrappeApi(name, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Sql sql && sql.rest().isPresent();
    }

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        return ask((Collect.Sql) question, now, Map.of());
    }

    @Override
    public Answer ask(Collect.Sql question, ZonedDateTime now, Map<String, Object> marks) throws SourceException {
        Rest rest = question.rest().orElseThrow();
        if (rest instanceof Rest.Count count) return withAll(question, new FrappeCounts(api, count, now).read());
        return withAll(question, documents((Rest.Documents) rest, now));
    }

    /** Columns that only the query gives are there without a value. */
    private static Answer withAll(Collect.Sql question, Answer answer) {
        List<Column> columns = new ArrayList<>(answer.columns());
        List<String> given = columns.stream().map(Column::name).toList();
        question.columns().stream()
                .filter(column -> !given.contains(column))
                .forEach(column -> columns.add(Answer.text(column)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (var row : answer.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (Column column : columns)
                cells.add(row.getOrDefault(column.name(), Optional.empty()).orElse(null));
            rows.add(cells);
        }
        return Answer.of(columns, rows);
    }

    private Answer documents(Rest.Documents question, ZonedDateTime now) throws SourceException {
        List<Column> columns =
                question.fields().keySet().stream().map(Answer::text).toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int start = 0; start < MOST_DOCUMENTS; start += PAGE) {
            JsonNode page = api.page(question, start, PAGE, now);
            for (JsonNode document : page) rows.add(row(document, question));
            if (page.size() < PAGE) return Answer.of(columns, rows);
        }
        throw new SourceException(name, Failure.OTHER, "more than " + MOST_DOCUMENTS + " documents");
    }

    private static List<@Nullable Object> row(JsonNode document, Rest.Documents question) {
        List<@Nullable Object> cells = new ArrayList<>();
        question.fields().values().forEach(field -> cells.add(cell(document.path(field))));
        return cells;
    }

    /** A value of a document: a number, a date or moment in the site's time zone, or text. */
    static @Nullable Object cell(JsonNode value) {
        if (value.isNumber()) return value.decimalValue();
        if (value.isMissingNode() || value.isNull()) return null;
        String text = value.asText();
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) return LocalDate.parse(text);
            return text.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:.*") ? LocalDateTime.parse(text.replace(' ', 'T')) : text;
        } catch (DateTimeException e) {
            return text;
        }
    }

    @Override
    public String identify() throws SourceException {
        api.whoAmI(ZonedDateTime.now(ZoneId.of("UTC")));
        return "a Frappe site that knows the API key";
    }

    @Override
    public void close() {
        api.close();
    }
}
