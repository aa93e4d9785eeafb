package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.templates.Rest;
import org.jspecify.annotations.Nullable;

/** Numbers of a site's documents. Each is asked for by itself, so they are not of quite the same moment. */
final class FrappeCounts {

    private final FrappeApi api;
    private final Rest.Count question;
    private final ZonedDateTime now;

    FrappeCounts(FrappeApi api, Rest.Count question, ZonedDateTime now) {
        this.api = api;
        this.question = question;
        this.now = now;
    }

    Answer read() throws SourceException {
        return Answer.of(columns(), question.by().isEmpty() ? List.of(row()) : options());
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        question.by().keySet().forEach(column -> columns.add(Answer.text(column)));
        question.counts().keySet().forEach(column -> columns.add(Answer.number(column)));
        question.oldest().keySet().forEach(column -> columns.add(Answer.moment(column)));
        return columns;
    }

    private List<@Nullable Object> row() throws SourceException {
        List<@Nullable Object> row = new ArrayList<>(counts(List.of()));
        for (Rest.Oldest oldest : question.oldest().values()) row.add(oldest(oldest));
        return row;
    }

    private @Nullable Object oldest(Rest.Oldest oldest) throws SourceException {
        Stream<Rest.Filter> set = Stream.of(new Rest.Filter(oldest.field(), "is", "set"));
        List<Rest.Filter> filters = Stream.of(question.filters().stream(), set, oldest.filters().stream())
                .flatMap(each -> each)
                .toList();
        return api.first(question.doctype(), oldest.field(), filters, now)
                .map(FrappeSource::cell)
                .orElse(null);
    }

    private List<List<Object>> options() throws SourceException {
        String field = question.by().values().iterator().next();
        List<List<Object>> rows = new ArrayList<>();
        List<BigDecimal> others = counts(List.of());
        for (String option : question.options()) {
            List<BigDecimal> numbers = counts(List.of(new Rest.Filter(field, "=", option)));
            rows.add(row(option, numbers));
            for (int i = 0; i < numbers.size(); i++) others.set(i, others.get(i).subtract(numbers.get(i)));
        }
        others.replaceAll(BigDecimal.ZERO::max);
        if (others.stream().anyMatch(number -> number.signum() > 0)) rows.add(row(Rest.Count.OTHER, others));
        return rows;
    }

    private static List<Object> row(String option, List<BigDecimal> numbers) {
        List<Object> row = new ArrayList<>(List.of(option));
        row.addAll(numbers);
        return row;
    }

    private List<BigDecimal> counts(List<Rest.Filter> of) throws SourceException {
        List<BigDecimal> numbers = new ArrayList<>();
        for (List<Rest.Filter> filters : question.counts().values()) {
            List<Rest.Filter> all = Stream.of(question.filters(), of, filters)
                    .flatMap(List::stream)
                    .toList();
            numbers.add(api.count(question.doctype(), all, now));
        }
        return numbers;
    }
}
