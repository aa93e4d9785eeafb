package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a site's database says at a moment, asked with the queries that the items were specified by. */
final class PlainSql {

    private static final Pattern QUERY = Pattern.compile("(?m)^-- (\\w+)\n([^;]+);");
    private static final Pattern PARAMETER = Pattern.compile(":[a-z]\\w+");

    private final Connection connection;
    private final LocalDateTime now;
    private final Map<String, String> queries = new HashMap<>();
    private final TreeMap<String, BigDecimal> values = new TreeMap<>();

    PlainSql(Connection connection, LocalDateTime now) throws IOException {
        this.connection = connection;
        this.now = now;
        try (InputStream resource = Objects.requireNonNull(PlainSql.class.getResourceAsStream("queries.sql"))) {
            QUERY.matcher(new String(resource.readAllBytes(), UTF_8))
                    .results()
                    .forEach(query -> queries.put(query.group(1), query.group(2)));
        }
    }

    /** Columns of one row, by name. */
    record Cells(Map<String, @Nullable Object> columns) {
        String text(String column) {
            return String.valueOf(columns.get(column));
        }

        BigDecimal number(String column) {
            return new BigDecimal(text(column));
        }
    }

    List<Cells> ask(String query) throws SQLException {
        List<Cells> rows = new ArrayList<>();
        String sql = PARAMETER.matcher(queries.get(query)).replaceAll(this::literal);
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) rows.add(cells(result));
        }
        return rows;
    }

    private static Cells cells(ResultSet result) throws SQLException {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
        }
        return new Cells(columns);
    }

    private String literal(java.util.regex.MatchResult parameter) {
        LocalDate today = now.toLocalDate();
        String text = parameter.group();
        if (text.equals(":today")) return quoted(today);
        Matcher ago = Pattern.compile(":t_(\\d+)([mhd])").matcher(text);
        if (ago.matches()) return quoted(now.minus(Long.parseLong(ago.group(1)), unit(ago.group(2))));
        Matcher days = Pattern.compile(":d_m(\\d+)").matcher(text);
        if (days.matches()) return quoted(today.minusDays(Long.parseLong(days.group(1))));
        throw new IllegalArgumentException("no such parameter: " + text);
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static String quoted(Object moment) {
        return "'" + moment.toString().replace('T', ' ') + "'";
    }

    /** Item key to value, for the keys that need no arithmetic beyond the query's own. */
    Map<String, BigDecimal> values() throws SQLException {
        perOption("M1", "ver.members.count", "n");
        row(
                "M2",
                Map.of(
                        "d0", "ver.members.joined[d0]",
                        "d1", "ver.members.joined[d1]",
                        "d7", "ver.members.joined[d7]",
                        "d30", "ver.members.joined[d30]"));
        perOption("M3", "ver.members.left.type", "d1");
        sum("M3", "d1", "ver.members.left.1d");
        sum("M3", "d7", "ver.members.left.7d");
        sum("M3", "d30", "ver.members.left.30d");
        sum("M1", "n", "ver.members.total");
        row(
                "E1",
                Map.of(
                        "m5", "ver.errors.5m",
                        "h1", "ver.errors.1h",
                        "d1", "ver.errors.24h",
                        "unseen", "ver.errors.unseen",
                        "kinds", "ver.errors.kinds"));
        perOption("P1", "ver.sepa.mandates", "n");
        perOption("P6", "ver.sepa.batches", "n");
        perOption("P6", "ver.sepa.batches.amount", "amount");
        row(
                "P8",
                Map.of(
                        "draft2h", "ver.sepa.batches.stuck[draft2h]",
                        "generated24h", "ver.sepa.batches.stuck[generated24h]",
                        "submitted7d", "ver.sepa.batches.stuck[submitted7d]",
                        "failed7d", "ver.sepa.batches.failed7d",
                        "invalid", "ver.sepa.batches.invalid",
                        "no_file", "ver.sepa.batches.nofile"));
        perOption("P14", "ver.sepa.lines", "n");
        perOption("P14", "ver.sepa.lines.amount", "amount");
        for (Cells row : ask("P20")) {
            add("ver.sepa.audit[" + row.text("dim1") + "," + row.text("dim2") + "]", row.number("h1"));
            add("ver.sepa.audit.24h[" + row.text("dim2") + "]", row.number("d1"));
            if (row.text("dim2").equals("Failed")) add("ver.sepa.failed.1h", row.number("h1"));
        }
        perOption("D1", "ver.dues.active", "n");
        perOption("D1", "ver.dues.amount", "amount");
        sum("D1", "n", "ver.dues.active");
        row(
                "D3",
                Map.of(
                        "past_due", "ver.dues.past_due",
                        "stuck7d", "ver.dues.stuck7d",
                        "no_date", "ver.dues.nodate",
                        "zero_rate", "ver.dues.zerorate"));
        return values;
    }

    private void perOption(String query, String key, String column) throws SQLException {
        for (Cells row : ask(query)) add(key + "[" + option(row.text("dim")) + "]", row.number(column));
    }

    /** No status at all and an empty one are the same. */
    private static String option(String text) {
        return text.isEmpty() || text.equals("null") ? "none" : text;
    }

    private void sum(String query, String column, String key) throws SQLException {
        for (Cells row : ask(query)) add(key, row.number(column));
    }

    private void row(String query, Map<String, String> keys) throws SQLException {
        Cells row = ask(query).get(0);
        keys.forEach((column, key) -> add(key, row.number(column)));
    }

    private void add(String key, BigDecimal value) {
        values.merge(key, value, BigDecimal::add);
    }
}
