package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.ingest.Item.Fault;
import nl.meldkamer.audit.ingest.Item.Fit;
import nl.meldkamer.audit.ingest.Item.Unfit;

/**
 * Takes a body apart into items, item by item: an array, one value, or values a line (NDJSON). What stands behind a
 * place that is not JSON is one item that can't be read, so that every byte of a body is accounted for. Not
 * thread-safe.
 */
final class ItemReader {

    private final byte[] body;
    private final Producer producer;
    private final Form form;
    private final int maxItems;
    private final List<Item> items = new ArrayList<>();

    private ItemReader(byte[] body, Producer producer, Form form, int maxItems) {
        this.body = body;
        this.producer = producer;
        this.form = form;
        this.maxItems = maxItems;
    }

    /** An array or one value. */
    static List<Item> document(byte[] body, Producer producer, Form form, int maxItems) throws Refusal {
        ItemReader reader = new ItemReader(body, producer, form, maxItems);
        reader.values(0, body.length);
        return reader.items;
    }

    /** A value a line; empty lines are nothing. */
    static List<Item> lines(byte[] body, Producer producer, Form form, int maxItems) throws Refusal {
        ItemReader reader = new ItemReader(body, producer, form, maxItems);
        for (int from = 0; from < body.length; ) {
            int to = from;
            while (to < body.length && body[to] != '\n') to++;
            if (!isBlank(body, from, to)) reader.line(from, to);
            from = to + 1;
        }
        return reader.items;
    }

    static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++)
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r' && body[i] != '\n') return false;
        return true;
    }

    private void line(int from, int to) throws Refusal {
        try {
            add(item(Json.MAPPER.readTree(body, from, to - from), from, to));
        } catch (IOException e) {
            add(notJson(from, to, e));
        }
    }

    private void values(int from, int to) throws Refusal {
        int read = from;
        try (JsonParser parser = Json.MAPPER.createParser(body, from, to - from)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) parser.nextToken();
            while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
                read = (int) parser.currentTokenLocation().getByteOffset();
                JsonNode json = Json.ONE.readTree(parser);
                add(item(json, read, (int) parser.currentLocation().getByteOffset()));
                read = (int) parser.currentLocation().getByteOffset();
                parser.nextToken();
                if (!array) break;
            }
            if (parser.currentToken() == null ? array : !array || parser.nextToken() != null) add(trailing(read, to));
        } catch (IOException e) {
            add(notJson(read, to, e));
        }
    }

    private Item item(JsonNode json, int from, int to) {
        if (!isUtf8(from, to)) return notUtf8(from, to);
        try {
            return new Fit(form.read(producer, json));
        } catch (UnfitException e) {
            return new Unfit(slice(from, to), Fault.NO_EVENT, String.valueOf(e.getMessage()));
        }
    }

    private void add(Item item) throws Refusal {
        if (items.size() == maxItems)
            throw Refusal.of(413, "more than " + maxItems + " items; send them in more requests");
        items.add(item);
    }

    private Item trailing(int from, int to) {
        return new Unfit(slice(from, to), Fault.NOT_JSON, "there is no JSON that ends where the body ends");
    }

    /** The parser's own message would repeat what stands there. */
    private Item notJson(int from, int to, IOException e) {
        if (!isUtf8(from, to)) return notUtf8(from, to);
        long at = e instanceof JsonProcessingException known && known.getLocation() != null
                ? known.getLocation().getByteOffset()
                : from;
        String reason = "is not JSON at byte " + at + ", or has a key twice, or more than " + Json.DEEPEST + " levels";
        return new Unfit(slice(from, to), Fault.NOT_JSON, reason);
    }

    private Item notUtf8(int from, int to) {
        return new Unfit(slice(from, to), Fault.NOT_UTF8, "is not UTF-8");
    }

    private ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(body, from, to - from).slice().asReadOnlyBuffer();
    }

    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
