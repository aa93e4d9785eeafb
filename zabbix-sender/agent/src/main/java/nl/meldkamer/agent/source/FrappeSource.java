package nl.meldkamer.agent.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.SourceSettings.Frappe;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Rest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A Frappe site by its REST API: counts by {@code /api/method/frappe.client.get_count}, documents page by page by
 * {@code /api/resource}. Serves the queries that say how.
 */
final class FrappeSource implements QuerySource {

    private static final int PAGE = 500;
    private static final int MOST_DOCUMENTS = 10_000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final String name;
    private final HttpUrl url;
    private final JsonApi api;

    FrappeSource(String name, Frappe settings) {
        this.name = name;
        this.url = HttpUrl.get(settings.url());
        this.api = new JsonApi(
                name, "token " + settings.key() + ":" + settings.secret().reveal(), settings.timeout());
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
        if (rest instanceof Rest.Count count) return withAll(question, counts(count, now));
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
                cells.add(row.getOrDefault(column.name(), java.util.Optional.empty())
                        .orElse(null));
            rows.add(cells);
        }
        return Answer.of(columns, rows);
    }

    private Answer counts(Rest.Count question, ZonedDateTime now) throws SourceException {
        List<Column> columns = new ArrayList<>();
        question.by().keySet().forEach(column -> columns.add(Answer.text(column)));
        question.counts().keySet().forEach(column -> columns.add(Answer.number(column)));
        List<List<Object>> rows = new ArrayList<>();
        if (question.by().isEmpty()) rows.add(row(question, List.of(), now));
        else
            for (String option : question.options()) {
                List<Object> row = new ArrayList<>(List.of(option));
                String field = question.by().values().iterator().next();
                row.addAll(row(question, List.of(new Rest.Filter(field, "=", option)), now));
                rows.add(row);
            }
        return Answer.of(columns, rows);
    }

    private List<Object> row(Rest.Count question, List<Rest.Filter> of, ZonedDateTime now) throws SourceException {
        List<Object> cells = new ArrayList<>();
        for (List<Rest.Filter> filters : question.counts().values()) {
            List<Rest.Filter> all = Stream.concat(of.stream(), filters.stream()).toList();
            HttpUrl request = url.newBuilder()
                    .addPathSegments("api/method/frappe.client.get_count")
                    .addQueryParameter("doctype", question.doctype())
                    .addQueryParameter("filters", json(all, now))
                    .build();
            JsonNode number = api.get(request, now.toInstant()).body().path("message");
            if (!number.isNumber()) throw notFrappe();
            cells.add(number.decimalValue());
        }
        return cells;
    }

    private Answer documents(Rest.Documents question, ZonedDateTime now) throws SourceException {
        List<Column> columns =
                question.fields().keySet().stream().map(Answer::text).toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int start = 0; start < MOST_DOCUMENTS; start += PAGE) {
            JsonNode page = page(question, start, now);
            for (JsonNode document : page) rows.add(row(document, question));
            if (page.size() < PAGE) return Answer.of(columns, rows);
        }
        throw new SourceException(name, Failure.OTHER, "more than " + MOST_DOCUMENTS + " documents");
    }

    private JsonNode page(Rest.Documents question, int start, ZonedDateTime now) throws SourceException {
        HttpUrl request = url.newBuilder()
                .addPathSegments("api/resource")
                .addPathSegment(question.doctype())
                .addQueryParameter("fields", array(question.fields().values().stream()))
                .addQueryParameter("filters", json(question.filters(), now))
                .addQueryParameter("order_by", "name asc")
                .addQueryParameter("limit_start", Integer.toString(start))
                .addQueryParameter("limit_page_length", Integer.toString(PAGE))
                .build();
        JsonNode data = api.get(request, now.toInstant()).body().path("data");
        if (!data.isArray()) throw notFrappe();
        return data;
    }

    private static List<@Nullable Object> row(JsonNode document, Rest.Documents question) {
        List<@Nullable Object> cells = new ArrayList<>();
        question.fields().values().forEach(field -> cells.add(cell(document.path(field))));
        return cells;
    }

    private static @Nullable Object cell(JsonNode value) {
        if (value.isNumber()) return value.decimalValue();
        if (value.isMissingNode() || value.isNull()) return null;
        String text = value.asText();
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:.*") ? LocalDateTime.parse(text.replace(' ', 'T')) : text;
        } catch (DateTimeException e) {
            return text;
        }
    }

    private SourceException notFrappe() {
        return new SourceException(name, Failure.OTHER, "the answer is not Frappe's; is 'url' that of the site?");
    }

    private static String json(List<Rest.Filter> filters, ZonedDateTime now) {
        return filters.stream()
                .map(each -> array(Stream.of(each.field(), each.operator(), value(each.value(), now))))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Frappe compares a number that is written as text as a number. */
    private static String value(String value, ZonedDateTime now) {
        if (!value.startsWith(":")) return value;
        Object cutoff = new Cutoffs(now).value(value.substring(1)).orElseThrow();
        return cutoff instanceof LocalDateTime moment ? STAMP.format(moment) : cutoff.toString();
    }

    private static String array(Stream<String> texts) {
        return texts.map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String identify() throws SourceException {
        HttpUrl request = url.newBuilder()
                .addPathSegments("api/method/frappe.auth.get_logged_user")
                .build();
        ZonedDateTime now = ZonedDateTime.now(ZoneId.of("UTC"));
        if (!api.get(request, now.toInstant()).body().path("message").isTextual()) throw notFrappe();
        return "a Frappe site that knows the API key";
    }

    @Override
    public void close() {
        api.close();
    }
}
