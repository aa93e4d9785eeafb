package nl.meldkamer.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that the package installs, held against the code that reads it. */
class ConfigurationFileTest {

    private static final Path FILE = Path.of("src/main/root/etc/meldkamer/meldkamer.yaml");
    private static final Path READERS = Path.of("../zabbix-sender/agent/src/main/java/nl/meldkamer/agent/config");

    /** What stands in quotes in the readers and is no key: values, and types that stand for themselves. */
    private static final Set<String> NO_KEYS = Set.of("invalid", "collector", "embedded", "none", "tails", "password=");

    @TempDir
    Path directory;

    @Test
    void everyOptionInItIsKnownAndTakesTheValueThatStandsThere() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        List<Problem> problems = problems(withoutAlternative(ConfigurationPage.uncommented(lines), "servers"));
        problems.addAll(problems(withoutAlternative(ConfigurationPage.uncommented(lines), "server")));
        assertThat(problems)
                .extracting(Problem::toString)
                .allMatch(
                        problem -> problem.contains("cannot be read") || problem.contains("does not exist"),
                        "is about a file that this machine lacks");
    }

    @Test
    void asInstalledItOnlyLacksWhatEverySiteHasToSay() throws IOException {
        assertThat(problems(Files.readString(FILE)))
                .extracting(Problem::toString)
                .satisfiesExactlyInAnyOrder(
                        host -> assertThat(host).contains("key 'host' is missing"),
                        server -> assertThat(server).contains("key 'server' is missing"));
    }

    @Test
    void everyKeyThatTheCodeAsksForIsInIt() throws IOException {
        String file = ConfigurationPage.uncommented(Files.readAllLines(FILE));
        Set<String> missing = keysInTheCode();
        missing.removeAll(NO_KEYS);
        missing.removeIf(key -> Pattern.compile("(?<![a-z-])" + Pattern.quote(key) + ":")
                .matcher(file)
                .find());
        assertThat(missing).isEmpty();
    }

    /** The file says what is an alternative; only one of them can be read at a time. */
    private static String withoutAlternative(String file, String key) {
        return file.replaceFirst("(?m)^" + key + ":\\n(  .*\\n)+", "");
    }

    private List<Problem> problems(String text) throws IOException {
        Path file = directory.resolve("meldkamer.yaml");
        Files.writeString(file, text.replace("/etc/meldkamer/", directory + "/"));
        Matcher secrets =
                Pattern.compile("\\$\\{file:" + directory + "/([a-z.]+)}").matcher(Files.readString(file));
        while (secrets.find()) Files.writeString(directory.resolve(secrets.group(1)), "0123456789abcdef");
        InvalidDocumentException invalid = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> Configuration.read(file, Map.of("PSK_OF_ROOS", "0123456789abcdef0123456789abcdef")));
        return invalid == null ? new ArrayList<>() : new ArrayList<>(invalid.problems());
    }

    private static Set<String> keysInTheCode() throws IOException {
        Set<String> found = new TreeSet<>();
        Pattern literal = Pattern.compile("\"([a-z]+(-[a-z]+)*)\"");
        try (Stream<Path> readers = Files.list(READERS)) {
            for (Path reader : readers.filter(file -> file.toString().endsWith("Reader.java"))
                    .toList())
                literal.matcher(Files.readString(reader)).results().forEach(match -> found.add(match.group(1)));
        }
        assertThat(found).as("keys found in the code").hasSizeGreaterThan(60);
        return found;
    }
}
