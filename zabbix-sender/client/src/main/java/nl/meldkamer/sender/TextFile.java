package nl.meldkamer.sender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a key or certificate file; a failure names the file. */
final class TextFile {

    private static final int LARGEST = 64 << 20;

    private TextFile() {}

    static String read(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) throw new IOException(file + " is larger than " + LARGEST + " bytes");
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this user", e);
        }
    }
}
