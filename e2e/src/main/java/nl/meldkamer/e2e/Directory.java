package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
final class Directory {

    private Directory() {}

    /** Removes it and all that is in it; links are removed, not followed. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        for (Path file : deepestFirst(directory)) Files.delete(file);
    }

    private static List<Path> deepestFirst(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
