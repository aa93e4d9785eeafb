package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What PostgreSQL's jsonb and text can hold: no NUL, no half of a surrogate pair, no number of unheard-of size. */
final class PlainJson {

    private static final int LARGEST_EXPONENT = 300;

    private PlainJson() {}

    static void require(JsonNode node) throws UnfitException {
        if (node.isTextual() && !isPlain(node.textValue()))
            throw new UnfitException("a text holds a NUL or half of a surrogate pair");
        if (node.isBigDecimal() && isOutOfBounds(node)) throw new UnfitException("a number is out of bounds");
        for (Map.Entry<String, JsonNode> field : node.properties())
            if (!isPlain(field.getKey())) throw new UnfitException("a key holds a NUL or half of a surrogate pair");
        for (JsonNode child : node) require(child);
    }

    private static boolean isOutOfBounds(JsonNode node) {
        return Math.abs((long) node.decimalValue().precision()
                                - node.decimalValue().scale())
                        > LARGEST_EXPONENT
                || Math.abs((long) node.decimalValue().scale()) > LARGEST_EXPONENT;
    }

    static boolean isPlain(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(PlainJson::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
