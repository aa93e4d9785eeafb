package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The declarations of an app's tables. Immutable. */
public final class Declarations {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> BUILT_IN = new TreeSet<>(Set.of("verenigingen"));

    private record Document(List<TableDeclaration> tables) {}

    private final List<TableDeclaration> tables;

    private Declarations(List<TableDeclaration> tables) {
        this.tables = List.copyOf(tables);
    }

    /** Those of an app that Meldkamer knows; throws {@link IllegalArgumentException} that names the ones there are. */
    public static Declarations builtIn(String app) {
        if (!BUILT_IN.contains(app)) throw new IllegalArgumentException("no such tables; there are: " + BUILT_IN);
        try (InputStream file = Declarations.class.getResourceAsStream(app + ".json")) {
            if (file == null) throw new IllegalStateException(app + ".json is missing from the program");
            return new Declarations(MAPPER.readValue(file, Document.class).tables());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a file of one's own; throws {@link IllegalArgumentException} that names the file and what is wrong. */
    public static Declarations read(Path file) {
        try {
            return new Declarations(
                    MAPPER.readValue(Files.readAllBytes(file), Document.class).tables());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    List<TableDeclaration> tables() {
        return tables;
    }

    Optional<TableDeclaration> of(String document) {
        return tables.stream()
                .filter(table -> table.document().equals(document))
                .findFirst();
    }

    /** The kinds of documents, in the order in which their tables are read. */
    public List<String> documents() {
        return tables.stream().map(TableDeclaration::document).toList();
    }
}
