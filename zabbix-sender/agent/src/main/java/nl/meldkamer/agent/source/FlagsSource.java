package nl.meldkamer.agent.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;

/** Switches in a JSON file, such as Frappe's site_config.json; as that holds passwords too, no text is taken from it. */
final class FlagsSource implements Source {

    private static final long LARGEST = 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path file;

    FlagsSource(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Flags;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        JsonNode object = read();
        List<Answer.Column> columns = new ArrayList<>();
        List<BigDecimal> cells = new ArrayList<>();
        ((Collect.Flags) question).flags().forEach((column, key) -> {
            columns.add(Answer.number(column));
            cells.add(number(object.path(key)));
        });
        return Answer.of(columns, List.of(cells));
    }

    /** As Python takes it for true or false, apart from texts. */
    private static BigDecimal number(JsonNode value) {
        if (value.isNumber()) return value.decimalValue();
        return value.asBoolean() ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private JsonNode read() throws SourceException {
        try {
            if (Files.size(file) > LARGEST) throw unusable("is over 1 MiB");
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node.isObject()) return node;
            throw unusable("holds no JSON object");
        } catch (NoSuchFileException e) {
            throw new SourceException(name, Failure.UNREACHABLE, "there is no such file; is 'file' right?", e);
        } catch (JsonProcessingException e) {
            // Its message quotes the file.
            throw unusable("is no JSON, or is being written");
        } catch (IOException e) {
            throw new SourceException(
                    name,
                    Failure.REFUSED,
                    "the file cannot be read (" + e.getClass().getSimpleName() + "): let this user read it",
                    e);
        }
    }

    private SourceException unusable(String what) {
        return new SourceException(name, Failure.OTHER, "the file " + what);
    }

    @Override
    public String identify() throws SourceException {
        return "a JSON object with " + read().size() + " keys";
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
