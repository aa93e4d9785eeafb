package nl.meldkamer.agent.jmx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Zabbix server or proxy asks its Java gateway, and is answered: one JSON object each, in a plain
 * {@linkplain nl.meldkamer.sender.Frame frame}, one request on a connection.
 *
 * <pre>
 * request    "java gateway jmx" or "java gateway internal"
 * keys       the keys that are asked for, in an array
 * jmx_endpoint, username, password    with "java gateway jmx"; the latter two only where the item has them
 *
 * response   "success" with data: an array in the order of the keys, of {"value": "..."} or {"error": "..."};
 *            "failed" with error: none could be asked for, which counts against the host's interface
 * </pre>
 *
 * Source: SocketProcessor, ItemChecker, JMXItemChecker and InternalItemChecker of the Java gateway of Zabbix 6.0 and 7.0.
 */
final class GatewayProtocol {

    static final int LARGEST = 1 << 20;

    private static final int MOST_KEYS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked; texts that the request lacks are empty. */
    record Asked(boolean internal, String endpoint, String user, String password, List<String> keys) {

        Asked {
            keys = List.copyOf(keys);
        }
    }

    /** A value, or the reason why there is none. */
    record Told(boolean isValue, String text) {}

    private GatewayProtocol() {}

    /** Throws {@link IOException} that says what is wrong with it. */
    static Asked read(byte[] data) throws IOException {
        JsonNode json = parsed(data);
        String request = json.path("request").asText();
        boolean internal = request.equals("java gateway internal");
        if (!internal && !request.equals("java gateway jmx"))
            throw new IOException("it is neither \"java gateway jmx\" nor \"java gateway internal\"");
        return new Asked(
                internal, text(json, "jmx_endpoint"), text(json, "username"), text(json, "password"), keys(json));
    }

    private static JsonNode parsed(byte[] data) throws IOException {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            // Its message would quote the request, and with it a password.
            throw new IOException("it is no JSON");
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static List<String> keys(JsonNode json) throws IOException {
        JsonNode array = json.path("keys");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_KEYS)
            throw new IOException("its keys are not an array of 1 to " + MOST_KEYS);
        List<String> keys = new ArrayList<>();
        array.forEach(key -> keys.add(key.asText()));
        return keys;
    }

    static byte[] success(List<Told> told) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (Told each : told) data.addObject().put(each.isValue() ? "value" : "error", each.text());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("response", "success");
        return bytes(answer.set("data", data));
    }

    static byte[] failure(String reason) {
        return bytes(
                JsonNodeFactory.instance.objectNode().put("response", "failed").put("error", reason));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
