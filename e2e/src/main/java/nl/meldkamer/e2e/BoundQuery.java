package nl.meldkamer.e2e;

import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.meldkamer.agent.source.Cutoffs;

/** A query of a catalogue with the values of its parameters written into it, as EXPLAIN takes no others. */
final class BoundQuery {

    private static final Pattern PARAMETER = Pattern.compile(":([a-z]\\w*)");

    /** Of a collection that goes on from where the last one ended: a day ago, as if it had never run. */
    private static final Map<String, String> MARKS = Map.of("after", "''", "page", "1000");

    private BoundQuery() {}

    static String of(String sql, ZonedDateTime now) {
        Cutoffs cutoffs = new Cutoffs(now);
        return PARAMETER.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(literal(found, cutoffs)));
    }

    /** A colon may also stand in a regular expression; that is left alone. */
    private static String literal(MatchResult found, Cutoffs cutoffs) {
        String name = found.group(1);
        return cutoffs.value(name.equals("watermark") ? "t_24h" : name)
                .map(value -> "'" + value.toString().replace('T', ' ') + "'")
                .orElse(MARKS.getOrDefault(name, found.group()));
    }
}
