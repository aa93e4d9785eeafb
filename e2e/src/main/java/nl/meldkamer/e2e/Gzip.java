package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** Compressed files of Debian's packages. */
final class Gzip {

    private Gzip() {}

    static void unpack(Path packed, Path plain) throws IOException {
        try (InputStream input = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(input, plain, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
