package nl.meldkamer.agent.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.SourceSettings.Frappe;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Rest;
import okhttp3.HttpUrl;

/** The calls of Frappe's REST API that only read. Cut-offs in filters are as of the moment that comes with the call. */
final class FrappeApi {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final String source;
    private final HttpUrl url;
    private final JsonApi api;

    FrappeApi(String source, Frappe settings) {
        this.source = source;
        this.url = HttpUrl.get(settings.url());
        this.api = new JsonApi(
                source, "token " + settings.key() + ":" + settings.secret().reveal(), settings.timeout());
    }

    /** How many documents there are. */
    BigDecimal count(String doctype, List<Rest.Filter> filters, ZonedDateTime now) throws SourceException {
        HttpUrl request = url.newBuilder()
                .addPathSegments("api/method/frappe.client.get_count")
                .addQueryParameter("doctype", doctype)
                .addQueryParameter("filters", json(filters, now))
                .build();
        JsonNode number = api.get(request, now.toInstant()).body().path("message");
        if (!number.isNumber()) throw notFrappe();
        return number.decimalValue();
    }

    /** The first document by a field, and no more of it than that field. */
    Optional<JsonNode> first(String doctype, String field, List<Rest.Filter> filters, ZonedDateTime now)
            throws SourceException {
        HttpUrl request = resource(doctype, List.of(field), filters, now)
                .addQueryParameter("order_by", field + " asc")
                .addQueryParameter("limit_page_length", "1")
                .build();
        JsonNode found = data(request, now);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.path(0).path(field));
    }

    /** Documents by name. */
    JsonNode page(Rest.Documents question, int start, int length, ZonedDateTime now) throws SourceException {
        HttpUrl request = resource(question.doctype(), question.fields().values(), question.filters(), now)
                .addQueryParameter("order_by", "name asc")
                .addQueryParameter("limit_start", Integer.toString(start))
                .addQueryParameter("limit_page_length", Integer.toString(length))
                .build();
        return data(request, now);
    }

    private HttpUrl.Builder resource(
            String doctype, Collection<String> fields, List<Rest.Filter> filters, ZonedDateTime now) {
        return url.newBuilder()
                .addPathSegments("api/resource")
                .addPathSegment(doctype)
                .addQueryParameter("fields", array(fields.stream()))
                .addQueryParameter("filters", json(filters, now));
    }

    private JsonNode data(HttpUrl request, ZonedDateTime now) throws SourceException {
        JsonNode data = api.get(request, now.toInstant()).body().path("data");
        if (!data.isArray()) throw notFrappe();
        return data;
    }

    /** Throws when the site does not know the key. */
    void whoAmI(ZonedDateTime now) throws SourceException {
        HttpUrl request = url.newBuilder()
                .addPathSegments("api/method/frappe.auth.get_logged_user")
                .build();
        if (!api.get(request, now.toInstant()).body().path("message").isTextual()) throw notFrappe();
    }

    private SourceException notFrappe() {
        return new SourceException(source, Failure.OTHER, "the answer is not Frappe's; is 'url' that of the site?");
    }

    private static String json(List<Rest.Filter> filters, ZonedDateTime now) {
        return filters.stream().map(each -> json(each, now)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Rest.Filter filter, ZonedDateTime now) {
        String value = filter.operator().equals("in")
                ? array(Arrays.stream(filter.value().split("\\s*,\\s*")))
                : quoted(value(filter.value(), now));
        return "[" + quoted(filter.field()) + "," + quoted(filter.operator()) + "," + value + "]";
    }

    /** Frappe compares a number that is written as text as a number. */
    private static String value(String value, ZonedDateTime now) {
        if (!value.startsWith(":")) return value;
        Object cutoff = new Cutoffs(now).value(value.substring(1)).orElseThrow();
        return cutoff instanceof LocalDateTime moment ? STAMP.format(moment) : cutoff.toString();
    }

    private static String array(Stream<String> texts) {
        return texts.map(FrappeApi::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    void close() {
        api.close();
    }
}
