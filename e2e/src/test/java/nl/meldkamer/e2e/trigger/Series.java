package nl.meldkamer.e2e.trigger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values that an item gets one after the other, an interval apart. As text: {@code 0 for 30m, 1} is 0 for as many
 * intervals as there are in half an hour, then a single 1; {@code 60..80 for 1d} rises evenly from one to the other.
 */
record Series(List<Span> spans) {

    private static final Pattern SPAN =
            Pattern.compile("(?<from>\\S+?)(?:\\.\\.(?<to>\\S+))?(?: for (?<length>\\d+[smhd]))?");

    /** The same value for some time, or an even rise or fall. At least one value, however short. */
    record Span(String from, String to, Duration length) {

        Stream<String> values(Duration every) {
            int last = Math.max(1, Math.toIntExact(length.dividedBy(every))) - 1;
            if (from.equals(to)) return Stream.generate(() -> from).limit(last + 1L);
            BigDecimal start = new BigDecimal(from);
            BigDecimal step =
                    new BigDecimal(to).subtract(start).divide(BigDecimal.valueOf(last), MathContext.DECIMAL32);
            return IntStream.rangeClosed(0, last)
                    .mapToObj(index -> start.add(step.multiply(BigDecimal.valueOf(index))))
                    .map(BigDecimal::toPlainString);
        }
    }

    Series {
        spans = List.copyOf(spans);
    }

    /** Throws {@link IllegalArgumentException} when it is not a series. */
    static Series parse(String text) {
        return new Series(Arrays.stream(text.split(", ", -1)).map(Series::span).toList());
    }

    static Series constant(String value, Duration length) {
        return new Series(List.of(new Span(value, value, length)));
    }

    Series then(String value) {
        return new Series(Stream.concat(spans.stream(), Stream.of(new Span(value, value, Duration.ZERO)))
                .toList());
    }

    private static Span span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches())
            throw new IllegalArgumentException("'" + text + "' is no part of a series, such as '0 for 30m'");
        String from = matcher.group("from");
        String to = matcher.group("to");
        String length = matcher.group("length");
        return new Span(from, to == null ? from : to, length == null ? Duration.ZERO : Quantity.duration(length));
    }

    /** Oldest first. */
    List<String> values(Duration every) {
        return spans.stream().flatMap(span -> span.values(every)).toList();
    }
}
