package nl.meldkamer.audit.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.meldkamer.audit.seal.OfflineVerifier;

/**
 * The offline verifier as a jar, made of the classes that run here, so that a pack has the verifier that fits its
 * proofs however the program was installed. Has the same bytes each time.
 */
final class VerifierJar {

    private static final Pattern CLASSES = Pattern.compile("nl/meldkamer/audit/("
            + "tree/[^/]+|seal/OfflineVerifier|Event|PersonalFields|Reference"
            + "|store/(Bytes|Canonical[^/]*|Flag|MalformedRecordException|StoredEvent))\\.class");

    private static final String MANIFEST =
            "Manifest-Version: 1.0\r\nMain-Class: " + OfflineVerifier.class.getName() + "\r\n\r\n";

    private VerifierJar() {}

    static byte[] bytes() {
        Map<String, byte[]> entries = new TreeMap<>(classes());
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(jar)) {
            // First, as every reader of jars expects it.
            zip.put("META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) zip.put(entry.getKey(), entry.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toByteArray();
    }

    private static Map<String, byte[]> classes() {
        try {
            Path place = Path.of(OfflineVerifier.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) return classes(place);
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return classes(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the verifier are at no place of their own", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of the verifier can't be read", e);
        }
    }

    private static Map<String, byte[]> classes(Path root) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path file : files(root.resolve("nl/meldkamer/audit"))) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (CLASSES.matcher(name).matches()) classes.put(name, Files.readAllBytes(file));
        }
        return classes;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
