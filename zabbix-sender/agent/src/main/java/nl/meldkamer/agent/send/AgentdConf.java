package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a {@code zabbix_agentd.conf}, read as Zabbix reads it: {@code Name=value} a line, blanks around
 * both dropped, {@code #} at the start of a line for a remark, the last of several wins, {@code Include} of a file, a
 * directory, or {@code /directory/pattern} with {@code *}. Parameters that nobody asks for are not looked at; whether a
 * value makes sense is for the one who asks, with the {@link Setting#origin} to point at.
 */
final class AgentdConf {
    static final int MAX_INCLUDE_DEPTH = 10;
    static final long MAX_FILE_BYTES = 16 << 20;

    private final Map<String, Setting> settings = new HashMap<>();

    private AgentdConf() {}

    static AgentdConf empty() {
        return new AgentdConf();
    }

    /** Reads {@code file} and what it includes. */
    static AgentdConf read(Path file) throws InvalidSettingsException {
        AgentdConf conf = new AgentdConf();
        conf.readFile(file, 0);
        return conf;
    }

    /** Parses the text of one file; {@code name} is what complaints call it. */
    static AgentdConf parse(byte[] text, String name) throws InvalidSettingsException {
        AgentdConf conf = new AgentdConf();
        conf.parseLines(text, name, 0);
        return conf;
    }

    Optional<Setting> get(String parameter) {
        return Optional.ofNullable(settings.get(parameter));
    }

    private void readFile(Path file, int depth) throws InvalidSettingsException {
        if (depth > MAX_INCLUDE_DEPTH)
            throw new InvalidSettingsException(
                    file + ": included more than " + MAX_INCLUDE_DEPTH + " files deep; does it include itself?");
        parseLines(bytesOf(file), file.toString(), depth);
    }

    private static byte[] bytesOf(Path file) throws InvalidSettingsException {
        try {
            if (Files.size(file) > MAX_FILE_BYTES)
                throw new InvalidSettingsException(file + ": larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static InvalidSettingsException unreadable(Path file, IOException failure) {
        String why = failure instanceof NoSuchFileException ? "no such file" : failure.toString();
        return new InvalidSettingsException("can't read " + file + ": " + why);
    }

    private void parseLines(byte[] text, String name, int depth) throws InvalidSettingsException {
        int number = 1;
        for (int start = 0; start < text.length; number++) {
            int end = start;
            while (end < text.length && text[end] != '\n') end++;
            parseLine(text, start, end, name + " line " + number, depth);
            start = end + 1;
        }
    }

    private void parseLine(byte[] text, int start, int end, String place, int depth) throws InvalidSettingsException {
        String line = decode(text, start, end, place).strip();
        if (line.isEmpty() || line.startsWith("#")) return;
        int equals = line.indexOf('=');
        if (equals < 0) throw new InvalidSettingsException(place + ": \"Name=value\" is expected");
        String name = line.substring(0, equals).strip();
        Setting setting = new Setting(line.substring(equals + 1).strip(), place + ", " + name);
        if (name.equals("Include")) include(setting.requireText(), depth + 1);
        else settings.put(name, setting);
    }

    private static String decode(byte[] text, int start, int end, String place) throws InvalidSettingsException {
        try {
            return Utf8.decode(text, start, end);
        } catch (CharacterCodingException malformed) {
            throw new InvalidSettingsException(place + ": is not UTF-8");
        }
    }

    private void include(Setting what, int depth) throws InvalidSettingsException {
        Path path = pathOf(what);
        if (Files.isDirectory(path)) includeMatching(path, "*", what, depth);
        else if (what.value().contains("*")) includePattern(path, what, depth);
        else if (Files.exists(path)) readFile(path, depth);
        else throw what.invalid("a file or directory that exists is expected");
    }

    private static Path pathOf(Setting what) throws InvalidSettingsException {
        if (what.value().indexOf('\0') >= 0) throw new InvalidSettingsException(what.origin() + ": holds a NUL byte");
        return Path.of(what.value());
    }

    private void includePattern(Path path, Setting what, int depth) throws InvalidSettingsException {
        Path directory = path.getParent();
        Path name = path.getFileName();
        if (directory == null
                || name == null
                || !path.isAbsolute()
                || directory.toString().contains("*"))
            throw what.invalid("an absolute path with '*' in its last part only is expected");
        if (!Files.isDirectory(directory)) throw what.invalid("a directory that exists is expected");
        includeMatching(directory, name.toString(), what, depth);
    }

    private void includeMatching(Path directory, String pattern, Setting what, int depth)
            throws InvalidSettingsException {
        Pattern regex = Pattern.compile("\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E");
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                directory,
                entry -> Files.isRegularFile(entry)
                        && regex.matcher(nameOf(entry)).matches())) {
            entries.forEach(files::add);
        } catch (IOException | UncheckedIOException failure) {
            throw what.invalid("a directory that can be read is expected");
        }
        Collections.sort(files);
        for (Path file : files) readFile(file, depth);
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
