package nl.meldkamer.agent.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.Sample;

/** Compares values that Zabbix has acknowledged with the history that it has. Reads only. */
public final class HistoryCheck {

    private static final int MOST_ROWS = 100_000;
    private static final int MOST_SPAN_SECONDS = 3600;
    private static final int DISCARD_UNCHANGED = 19;
    private static final int DISCARD_UNCHANGED_WITH_HEARTBEAT = 20;

    private final Api api;

    public HistoryCheck(Api api) {
        this.api = api;
    }

    /**
     * What came out.
     *
     * @param found how many were there once
     * @param missing those that were not there
     * @param twice those that were there more than once
     * @param unchecked items whose history cannot tell, with the reason, and how many values they had
     */
    public record Result(long found, List<Sample> missing, List<Sample> twice, Map<String, Long> unchecked) {
        public Result {
            missing = List.copyOf(missing);
            twice = List.copyOf(twice);
            unchecked = Map.copyOf(unchecked);
        }
    }

    private record Moment(long clock, int ns) {
        static Moment of(Sample sample) {
            return new Moment(sample.clock(), sample.ns());
        }
    }

    private record Item(String host, String key) {}

    /**
     * Asks for each item what it has of the time of the values.
     *
     * @throws ApiException when the API can't be asked; then nothing is said of any value
     */
    public Result run(List<Sample> samples) throws ApiException {
        Map<Item, List<Sample>> byItem = new LinkedHashMap<>();
        for (Sample sample : samples)
            byItem.computeIfAbsent(new Item(sample.host(), sample.key()), any -> new ArrayList<>())
                    .add(sample);
        Findings findings = new Findings();
        for (Map.Entry<Item, List<Sample>> item : byItem.entrySet()) check(item.getKey(), item.getValue(), findings);
        return findings.result();
    }

    private void check(Item item, List<Sample> samples, Findings findings) throws ApiException {
        JsonNode known = api.call(
                        "item.get",
                        Map.of(
                                "output",
                                List.of("itemid", "value_type", "history"),
                                "host",
                                item.host(),
                                "filter",
                                Map.of("key_", List.of(item.key())),
                                "selectPreprocessing",
                                List.of("type", "error_handler")))
                .path(0);
        Optional<String> untold = whyHistoryCannotTell(known);
        if (untold.isPresent()) findings.unchecked(item, untold.get(), samples.size());
        else findings.compare(samples, history(known, samples));
    }

    private static Optional<String> whyHistoryCannotTell(JsonNode item) {
        if (item.isMissingNode())
            return Optional.of("no item that the token's user may see; a discovery rule, perhaps");
        if (item.path("history").asText().matches("0[smhdw]?")) return Optional.of("it keeps no history");
        for (JsonNode step : item.path("preprocessing")) {
            int type = step.path("type").asInt();
            boolean discards = type == DISCARD_UNCHANGED
                    || type == DISCARD_UNCHANGED_WITH_HEARTBEAT
                    || step.path("error_handler").asInt() == 1;
            if (discards) return Optional.of("its preprocessing discards values");
        }
        return Optional.empty();
    }

    private Map<Moment, Integer> history(JsonNode item, List<Sample> samples) throws ApiException {
        LongSummaryStatistics clocks = samples.stream().mapToLong(Sample::clock).summaryStatistics();
        Map<Moment, Integer> found = new HashMap<>();
        for (long from = clocks.getMin(); from <= clocks.getMax(); from += MOST_SPAN_SECONDS)
            read(item, from, Math.min(from + MOST_SPAN_SECONDS - 1, clocks.getMax()), found);
        return found;
    }

    private void read(JsonNode item, long from, long to, Map<Moment, Integer> found) throws ApiException {
        JsonNode rows = api.call(
                "history.get",
                Map.of(
                        "output",
                        List.of("clock", "ns"),
                        "itemids",
                        List.of(item.path("itemid").asText()),
                        "history",
                        item.path("value_type").asInt(),
                        "time_from",
                        from,
                        "time_till",
                        to,
                        "limit",
                        MOST_ROWS));
        if (rows.size() == MOST_ROWS)
            throw new ApiException("an item has " + MOST_ROWS + " values or more within an hour; look at less at once");
        for (JsonNode row : rows)
            found.merge(new Moment(row.path("clock").asLong(), row.path("ns").asInt()), 1, Integer::sum);
    }

    private static final class Findings {
        private final List<Sample> missing = new ArrayList<>();
        private final List<Sample> twice = new ArrayList<>();
        private final Map<String, Long> unchecked = new LinkedHashMap<>();
        private long found;

        void unchecked(Item item, String why, long values) {
            unchecked.put(item.host() + " " + item.key() + ": " + why, values);
        }

        void compare(List<Sample> samples, Map<Moment, Integer> history) {
            for (Sample sample : samples) {
                int rows = history.getOrDefault(Moment.of(sample), 0);
                if (rows == 0) missing.add(sample);
                else if (rows > 1) twice.add(sample);
                else found++;
            }
        }

        Result result() {
            return new Result(found, missing, twice, unchecked);
        }
    }
}
