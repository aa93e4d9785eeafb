package nl.meldkamer.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * Replaces <code>${NAME}</code> by an environment variable and <code>${file:path}</code> by what a file holds, without
 * the line ends at its end; <code>$${</code> stands for <code>${</code> itself. A relative path starts at the
 * configuration's directory. Not thread-safe.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\$\\{([^}]*)}?");
    private static final String FILE = "file:";
    private static final int LARGEST_FILE = 64 * 1024;

    private final Map<String, String> environment;
    private final Path directory;
    private final Set<String> warnings = new TreeSet<>();

    Placeholders(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    /** Throws {@link IllegalArgumentException} that names the placeholder and what to do, never a value. */
    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement(match.group())));
    }

    /** As {@link #fill}, and warns when everyone can read the file that the secret stands in. */
    String fillSecret(String text, Path writtenIn) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (!matcher.find()) inspect(writtenIn);
        else if (matcher.group(1).startsWith(FILE))
            inspect(directory.resolve(matcher.group(1).substring(FILE.length())));
        return fill(text);
    }

    /** Text that must be there and is a secret. */
    Secret secret(YamlMapping mapping, String key) {
        Path file = Path.of(mapping.file());
        return new Secret(mapping.filledBy(text -> fillSecret(text, file)).text(key));
    }

    /** A path as the configuration writes it: a relative one starts at its directory. */
    Path path(String text) {
        return directory.resolve(text);
    }

    /** A sentence for each file that holds a secret and that everyone can read. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Warns when everyone can read a file that holds a secret. */
    void inspect(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ))
                warnings.add(file + " holds a secret and everyone can read it: chmod 640 " + file);
        } catch (IOException e) {
            // A file that is not there or cannot be read is told of by fill.
        }
    }

    private String replacement(String placeholder) {
        if (placeholder.startsWith("$$")) return placeholder.substring(1);
        if (!placeholder.endsWith("}")) throw new IllegalArgumentException("'${' is not closed by '}'");
        String name = placeholder.substring(2, placeholder.length() - 1);
        return name.startsWith(FILE) ? content(name.substring(FILE.length())) : variable(name);
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) throw new IllegalArgumentException("environment variable " + name + " is not set");
        return value;
    }

    private String content(String path) {
        Path file = directory.resolve(path);
        try {
            if (Files.size(file) > LARGEST_FILE) throw new IllegalArgumentException(file + " is over 64 KiB");
            return Files.readString(file).replaceAll("[\r\n]+$", "");
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + Reason.of(e), e);
        }
    }
}
