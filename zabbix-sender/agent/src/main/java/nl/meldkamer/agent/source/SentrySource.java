package nl.meldkamer.agent.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.meldkamer.agent.config.SourceSettings.Sentry;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import okhttp3.HttpUrl;

/** A project in Sentry: {@code GET /api/0/projects/ORGANIZATION/PROJECT/issues/}, page by page by its Link header. */
final class SentrySource implements Source {

    private static final int MOST_PAGES = 20;
    private static final Pattern NEXT =
            Pattern.compile("rel=\"next\";\\s*results=\"true\";\\s*cursor=\"([0-9:]{1,60})\"");

    private final String name;
    private final HttpUrl issues;
    private final JsonApi api;

    SentrySource(String name, Sentry settings) {
        this.name = name;
        this.api = new JsonApi(name, "Bearer " + settings.token().reveal(), settings.timeout());
        this.issues = HttpUrl.get(settings.url())
                .newBuilder()
                .addPathSegments("api/0/projects")
                .addPathSegment(settings.organization())
                .addPathSegment(settings.project())
                .addPathSegments("issues/")
                .addQueryParameter("query", "is:unresolved lastSeen:-24h")
                .addQueryParameter("statsPeriod", "24h")
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Sentry;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        Map<String, long[]> byLevel = new LinkedHashMap<>();
        Collect.Sentry.LEVELS.forEach(level -> byLevel.put(level, new long[2]));
        Optional<HttpUrl> next = Optional.of(issues);
        for (int i = 0; next.isPresent(); i++) {
            if (i == MOST_PAGES)
                throw new SourceException(name, Failure.OTHER, "more than " + MOST_PAGES + " pages of issues");
            JsonApi.Page page = page(next.get(), now.toInstant());
            page.body().forEach(issue -> count(issue, byLevel));
            next = page.link().flatMap(this::following);
        }
        List<List<Object>> rows = new ArrayList<>();
        byLevel.forEach((level, numbers) ->
                rows.add(List.of(level, BigDecimal.valueOf(numbers[0]), BigDecimal.valueOf(numbers[1]))));
        return Answer.of(List.of(Answer.text("level"), Answer.number("issues"), Answer.number("events")), rows);
    }

    private JsonApi.Page page(HttpUrl url, Instant now) throws SourceException {
        JsonApi.Page page = api.get(url, now);
        if (page.body().isArray()) return page;
        throw new SourceException(name, Failure.OTHER, "the answer is not Sentry's; is 'url' right?");
    }

    /** The level of an issue that has one of its own making is an error, as Sentry's default is. */
    private static void count(JsonNode issue, Map<String, long[]> byLevel) {
        String level = issue.path("level").asText();
        long[] numbers = byLevel.get(byLevel.containsKey(level) ? level : "error");
        if (numbers == null) return;
        numbers[0]++;
        for (JsonNode hour : issue.path("stats").path("24h"))
            numbers[1] += hour.path(1).asLong();
    }

    private Optional<HttpUrl> following(String link) {
        Matcher matcher = NEXT.matcher(link);
        if (!matcher.find()) return Optional.empty();
        return Optional.of(issues.newBuilder()
                .setQueryParameter("cursor", matcher.group(1))
                .build());
    }

    @Override
    public String identify() throws SourceException {
        page(issues, InstantSource.system().instant());
        return "a project in Sentry";
    }

    @Override
    public void close() {
        api.close();
    }
}
