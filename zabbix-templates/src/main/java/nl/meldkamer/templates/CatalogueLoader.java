package nl.meldkamer.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import nl.meldkamer.templates.yaml.Problems;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * Reads a catalogue from YAML files and checks it as a whole. Each file is a mapping with any of the keys
 * {@code template}, {@code macros}, {@code value-maps}, {@code groups}, {@code dashboards}, {@code services} and
 * {@code slas}; the files together must hold one template and at least one group.
 *
 * <p>All methods throw {@link InvalidDocumentException} with every fault, each with file, line, key and what to do.
 */
public final class CatalogueLoader {

    private CatalogueLoader() {}

    /** All files of a directory whose names end in {@code .yaml}, by name. */
    public static Catalogue load(Path directory) {
        Problems problems = new Problems();
        List<Path> files = yamlFiles(directory, problems);
        return load(files.stream().map(file -> YamlMapping.read(file, problems)).toList(), problems);
    }

    /** Texts by the names that messages give them, in the map's order. */
    static Catalogue load(Map<String, String> texts) {
        Problems problems = new Problems();
        List<YamlMapping> documents = texts.entrySet().stream()
                .map(text -> YamlMapping.parse(text.getKey(), text.getValue(), problems))
                .toList();
        return load(documents, problems);
    }

    private static Catalogue load(List<YamlMapping> documents, Problems problems) {
        Draft draft = new Draft();
        documents.forEach(document -> new CatalogueReader(draft).read(document));
        if (!documents.isEmpty()) new CatalogueChecks(draft, documents.get(0)).run();
        problems.throwIfAny();
        return draft.finished();
    }

    private static List<Path> yamlFiles(Path directory, Problems problems) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) problems.add(new Problem(directory.toString(), 1, "", "holds no file *.yaml"));
            return found;
        } catch (IOException e) {
            problems.add(new Problem(directory.toString(), 1, "", "cannot be listed: " + e));
            return List.of();
        }
    }
}
