package nl.meldkamer.agent.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Zabbix holds of a text item: the last thousand values, and of the time before ever sparser ones. Reads only. */
public final class TextHistory {

    private static final int TEXT = 4;
    private static final int LAST = 1000;
    private static final long DAY = 86_400;

    private final Api api;

    public TextHistory(Api api) {
        this.api = api;
    }

    /**
     * The values of an item, the newest first; empty when the item has none.
     *
     * @throws ApiException when the API can't be asked, or knows of no such text item
     */
    public List<String> of(String host, String key) throws ApiException {
        String item = item(host, key);
        List<String> values = new ArrayList<>();
        JsonNode last = values(item, LAST, Optional.empty());
        last.forEach(row -> values.add(value(row)));
        long oldest = clock(last);
        for (long step = DAY; last.size() == LAST && oldest > step; step *= 2) {
            JsonNode older = values(item, 1, Optional.of(oldest - step));
            if (older.isEmpty()) break;
            values.add(value(older.path(0)));
            oldest = clock(older);
        }
        return values;
    }

    private String item(String host, String key) throws ApiException {
        JsonNode item = api.call(
                        "item.get",
                        Map.of(
                                "output",
                                List.of("itemid", "value_type"),
                                "host",
                                host,
                                "filter",
                                Map.of("key_", List.of(key))))
                .path(0);
        if (item.path("value_type").asInt() == TEXT) return item.path("itemid").asText();
        throw new ApiException(
                "item.get: host '" + host + "' has no text item " + key + " that the token's user may see");
    }

    private JsonNode values(String item, int most, Optional<Long> till) throws ApiException {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "output",
                List.of("clock", "value"),
                "itemids",
                List.of(item),
                "history",
                TEXT,
                "sortfield",
                "clock",
                "sortorder",
                "DESC",
                "limit",
                most));
        till.ifPresent(time -> parameters.put("time_till", time));
        return api.call("history.get", parameters);
    }

    private static String value(JsonNode row) {
        return row.path("value").asText();
    }

    private static long clock(JsonNode rows) {
        return rows.path(rows.size() - 1).path("clock").asLong();
    }
}
