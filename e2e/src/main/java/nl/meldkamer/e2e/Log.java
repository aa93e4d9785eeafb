package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of what a server wrote, for the message that says why it did not start. */
final class Log {

    private static final int LINES = 15;

    private Log() {}

    static String tail(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    static String tail(Path file) {
        try {
            return file + " says:\n" + tail(Files.readString(file, ISO_8859_1));
        } catch (IOException unreadable) {
            return file + " cannot be read";
        }
    }
}
