package nl.meldkamer.sender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON-RPC of history.push.
 *
 * <pre>
 * {"jsonrpc":"2.0","method":"history.push","id":1,"params":[{"host":..,"key":..,"value":..,"clock":..,"ns":..}, ..]}
 *
 * {"jsonrpc":"2.0","id":1,"result":{"response":"success","data":[{"itemid":"1"},{"itemid":"2","error":".."},{"error":".."}]}}
 * {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"..","data":".."}}
 * </pre>
 */
final class HistoryPushJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] START = ascii("{\"jsonrpc\":\"2.0\",\"method\":\"history.push\",\"id\":1,\"params\":");
    private static final String DUPLICATE = "Duplicate timestamp found.";

    private final List<HistoryPush.ValueOutcome> values = new ArrayList<>();
    private String response = "";
    private @Nullable String error;

    private HistoryPushJson() {}

    static byte[] request(List<Sample> samples) {
        JsonBuffer json = new JsonBuffer();
        json.raw(START);
        byte[] separator = ascii("[");
        for (Sample sample : samples) {
            json.raw(separator).raw(ascii("{\"host\":")).string(sample.host());
            json.raw(ascii(",\"key\":")).string(sample.key());
            json.raw(ascii(",\"value\":")).string(sample.value());
            json.raw(ascii(",\"clock\":")).number(sample.clock());
            json.raw(ascii(",\"ns\":")).number(sample.ns()).raw(ascii("}"));
            separator = ascii(",");
        }
        return json.raw(ascii("]}")).toByteArray();
    }

    /** @throws MalformedAnswerException when the answer is not one of those above */
    static HistoryPush.Result result(byte[] body, int sent) throws IOException {
        HistoryPushJson answer = new HistoryPushJson();
        try (JsonParser json = JSON.createParser(new String(body, StandardCharsets.UTF_8))) {
            if (json.nextToken() != JsonToken.START_OBJECT)
                throw new MalformedAnswerException("it is not a JSON object");
            answer.top(json);
        }
        if (answer.error != null) return new HistoryPush.Result.Refused(answer.error);
        if (!answer.response.equals("success")) throw new MalformedAnswerException("it has neither result nor error");
        if (answer.values.size() != sent)
            throw new MalformedAnswerException("it speaks of " + answer.values.size() + " values, sent were " + sent);
        return new HistoryPush.Result.Answered(answer.values);
    }

    private void top(JsonParser json) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("result") && token == JsonToken.START_OBJECT) result(json);
            else if (name.equals("error") && token == JsonToken.START_OBJECT) error = error(json);
            else json.skipChildren();
        }
    }

    private void result(JsonParser json) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "response" -> response = json.getText();
                case "error", "info" -> error = json.getText();
                case "data" -> {
                    if (token == JsonToken.START_ARRAY) data(json);
                }
                default -> json.skipChildren();
            }
        }
    }

    private void data(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT)
                throw new MalformedAnswerException("what it says of a value is no object");
            values.add(value(json));
        }
    }

    private static HistoryPush.ValueOutcome value(JsonParser json) throws IOException {
        String itemId = "";
        String fault = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "itemid" -> itemId = json.getText();
                case "error" -> fault = json.getText();
                default -> json.skipChildren();
            }
        }
        if (fault.equals(DUPLICATE)) return new HistoryPush.ValueOutcome.Duplicate();
        if (!fault.isEmpty()) return new HistoryPush.ValueOutcome.Rejected(fault);
        if (itemId.isEmpty()) throw new MalformedAnswerException("it says nothing of a value");
        return new HistoryPush.ValueOutcome.Accepted(itemId);
    }

    private static String error(JsonParser json) throws IOException {
        String message = "";
        String data = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "message" -> message = json.getText();
                case "data" -> data = json.getText();
                default -> json.skipChildren();
            }
        }
        return (message + " " + data).strip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
