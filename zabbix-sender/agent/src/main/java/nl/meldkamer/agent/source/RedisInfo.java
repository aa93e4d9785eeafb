package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import org.jspecify.annotations.Nullable;

/** Reads Redis's own report: lines of {@code name:value} below headings that begin with #. */
final class RedisInfo {

    /** Our column to Redis's name. */
    private static final List<Map.Entry<String, String>> FIELDS = List.of(
            Map.entry("memory", "used_memory"),
            Map.entry("memory_limit", "maxmemory"),
            Map.entry("evicted", "evicted_keys"),
            Map.entry("hits", "keyspace_hits"),
            Map.entry("misses", "keyspace_misses"),
            Map.entry("refused", "rejected_connections"),
            Map.entry("clients", "connected_clients"),
            Map.entry("uptime", "uptime_in_seconds"));

    private RedisInfo() {}

    static Answer read(String report) {
        Map<String, String> values = report.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one));
        List<Column> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        FIELDS.forEach(field -> {
            columns.add(new Column(field.getKey(), Kind.NUMBER));
            row.add(number(field.getKey(), values.get(field.getValue())));
        });
        return Answer.of(columns, List.of(row));
    }

    /** Redis writes 0 for a limit that is not set. */
    private static @Nullable BigDecimal number(String column, @Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) return null;
        if (column.equals("memory_limit") && text.equals("0")) return null;
        return new BigDecimal(text);
    }
}
