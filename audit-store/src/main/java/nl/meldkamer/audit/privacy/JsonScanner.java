package nl.meldkamer.audit.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.privacy.TextScanner.Scanned;

/**
 * Scans the strings, the numbers and the names inside a JSON text, where escapes can hide what stands there. A text in
 * which nothing is found comes out byte for byte as it was; one that is no JSON is scanned as free text. Thread-safe.
 */
final class JsonScanner {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String MASK = "•••";

    private final TextScanner texts = new TextScanner();
    private final String masked;

    /** Scans all of a text. */
    JsonScanner() {
        this("");
    }

    /**
     * Masks all that stands in the objects of one name, whatever it is; the rest is scanned. Empty: there is no such
     * name.
     */
    JsonScanner(String masked) {
        this.masked = masked;
    }

    /**
     * Scans one JSON text.
     *
     * @param field where it stands, for the findings
     */
    Scanned scan(String field, String json) {
        List<Finding> findings = new ArrayList<>();
        StringWriter clean = new StringWriter();
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(clean)) {
            Copy copy = new Copy(field, parser, generator, findings);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) copy.token(token);
        } catch (JsonProcessingException e) {
            return texts.scan(field, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be read", e);
        }
        boolean same = findings.isEmpty() && (masked.isEmpty() || !json.contains(masked));
        return same ? new Scanned(json, List.of()) : new Scanned(clean.toString(), List.copyOf(findings));
    }

    static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) token = parser.nextToken();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private final class Copy {

        private final String field;
        private final JsonParser parser;
        private final JsonGenerator generator;
        private final List<Finding> findings;

        Copy(String field, JsonParser parser, JsonGenerator generator, List<Finding> findings) {
            this.field = field;
            this.parser = parser;
            this.generator = generator;
            this.findings = findings;
        }

        void token(JsonToken token) throws IOException {
            switch (token) {
                case FIELD_NAME -> generator.writeFieldName(clean(parser.currentName()));
                case VALUE_STRING -> generator.writeString(isMasked() ? MASK : clean(parser.getText()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
                default -> generator.copyCurrentEvent(parser);
            }
        }

        private void number(String text) throws IOException {
            String clean = isMasked() ? MASK : clean(text);
            if (clean.equals(text)) generator.writeNumber(text);
            else generator.writeString(clean);
        }

        private boolean isMasked() {
            if (masked.isEmpty()) return false;
            JsonStreamContext context = generator.getOutputContext();
            while (context != null && !masked.equals(context.getCurrentName())) context = context.getParent();
            return context != null;
        }

        private String clean(String text) {
            String name = generator.getOutputContext().getCurrentName();
            Scanned scanned = texts.scan(name == null ? field : name, text);
            scanned.findings().forEach(finding -> findings.add(new Finding(finding.kind(), path(), finding.count())));
            return scanned.text();
        }

        /** Of names that are clean already, unlike the parser's. */
        private String path() {
            return field + generator.getOutputContext().pathAsPointer();
        }
    }
}
