package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import org.junit.jupiter.api.io.TempDir;

/** A configuration in a directory of its own, and the environment that it is read in. */
abstract class ConfigurationFixture {

    static final String LEAST = """
            host: linde
            server: zabbix.example
            """;

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();

    Configuration read(String text) throws IOException {
        environment.put("PW", "pass:word");
        write("meldkamer.yaml", text);
        permissions("meldkamer.yaml", "rw-r-----");
        return Configuration.read(folder.resolve("meldkamer.yaml"), environment);
    }

    List<Problem> problemsOf(String text) throws IOException {
        write("meldkamer.yaml", text);
        try {
            Configuration.read(folder.resolve("meldkamer.yaml"), environment);
        } catch (InvalidDocumentException e) {
            return e.problems();
        }
        throw new AssertionError("the configuration was taken as valid");
    }

    static ZabbixServer server(Configuration read) {
        assertThat(read.servers()).hasSize(1);
        return read.servers().get(0);
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, text);
    }

    void permissions(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(permissions));
    }
}
