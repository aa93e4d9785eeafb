package nl.meldkamer.templates.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping that is read key by key. A missing or malformed value is recorded among the {@link Problems} and a
 * harmless stand-in is returned, so that reading goes on and all faults are found in one pass; the caller asks
 * {@link Problems#throwIfAny()} before it uses what it read. {@link #done()} records the keys that nobody asked for.
 * Not thread-safe.
 */
public final class YamlMapping {

    private static final int LARGEST_DOCUMENT = 4 * 1024 * 1024;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n\\t]]");

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values;
    private final Problems problems;
    private final UnaryOperator<String> filler;
    private final Set<String> asked;

    private YamlMapping(
            String file,
            String path,
            int line,
            Map<String, Node> values,
            Problems problems,
            UnaryOperator<String> filler,
            Set<String> asked) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.values = values;
        this.problems = problems;
        this.filler = filler;
        this.asked = asked;
    }

    /** Reads a file; one that cannot be read or parsed is a problem and gives an empty mapping. */
    public static YamlMapping read(Path file, Problems problems) {
        try {
            return parse(file.toString(), Files.readString(file), problems);
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), 1, "", "cannot be read: " + e));
            return empty(file.toString(), "", 1, problems, UnaryOperator.identity());
        }
    }

    /** Parses text that the user knows as {@code file}; safe against hostile documents (no types, aliases bounded). */
    public static YamlMapping parse(String file, String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(LARGEST_DOCUMENT);
        options.setNestingDepthLimit(50);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                problems.add(new Problem(file, 1, "", "is empty; a mapping (key: value) is expected"));
                return empty(file, "", 1, problems, UnaryOperator.identity());
            }
            return of(file, "", root, problems, UnaryOperator.identity());
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new Problem(file, at, "", "is not valid YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(new Problem(file, 1, "", "is not valid YAML: " + e.getMessage()));
        }
        return empty(file, "", 1, problems, UnaryOperator.identity());
    }

    private static YamlMapping empty(
            String file, String path, int line, Problems problems, UnaryOperator<String> filler) {
        return new YamlMapping(file, path, line, Map.of(), problems, filler, new LinkedHashSet<>());
    }

    private static YamlMapping of(
            String file, String path, Node node, Problems problems, UnaryOperator<String> filler) {
        Map<String, Node> values = new LinkedHashMap<>();
        int line = line(node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) put(file, path, tuple, values, problems);
        } else {
            problems.add(new Problem(file, line, path, "a mapping (key: value) is expected"));
        }
        return new YamlMapping(file, path, line, values, problems, filler, new LinkedHashSet<>());
    }

    private static void put(String file, String path, NodeTuple tuple, Map<String, Node> values, Problems problems) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(new Problem(file, line(tuple.getKeyNode()), path, "a key must be plain text"));
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            problems.add(new Problem(file, line(key), path, "key '" + key.getValue() + "' stands twice"));
        }
    }

    /**
     * This mapping seen through {@code filler}, which replaces the placeholders of every text, here and below. What it
     * throws as {@link IllegalArgumentException} is a problem of the value; no message ever holds what it returned.
     */
    public YamlMapping filledBy(UnaryOperator<String> filler) {
        return new YamlMapping(file, path, line, values, problems, filler, asked);
    }

    /** The keys present, in the order of the document. */
    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node != null && !isNull(node);
    }

    /** Text that must be there; "" after a problem. */
    public String text(String key) {
        if (!has(key)) problem("key '" + key + "' is missing");
        return optionalText(key).orElse("");
    }

    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    public Optional<String> optionalText(String key) {
        return node(key).flatMap(node -> scalar(node, child(key)));
    }

    public int integer(String key, int otherwise) {
        return parsed(key, Integer::valueOf, "a whole number").orElse(otherwise);
    }

    public boolean bool(String key, boolean otherwise) {
        return parsed(key, YamlMapping::strictBoolean, "true or false").orElse(otherwise);
    }

    /** A duration as Zabbix writes it: a number with s, m, h, d or w, or without for seconds. */
    public Optional<Duration> duration(String key) {
        return parsed(key, YamlMapping::zabbixDuration, "a duration such as 30s, 5m, 1h or 7d");
    }

    /** One of an enum's constants, written in lower case with '-' for '_'. */
    public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) names.add(written(constant));
        Optional<String> text = optionalText(key);
        for (E constant : type.getEnumConstants())
            if (text.filter(written(constant)::equals).isPresent()) return Optional.of(constant);
        if (text.isPresent()) problem(key, "'" + raw(key) + "' is not known" + Suggestion.hint(raw(key), names));
        return Optional.empty();
    }

    /** A mapping below this one; an empty one when it is not there. */
    public YamlMapping mapping(String key) {
        return node(key)
                .map(node -> of(file, child(key), node, problems, filler))
                .orElseGet(() -> empty(file, child(key), lineOf(key), problems, filler));
    }

    /** A list of mappings; empty when it is not there. */
    public List<YamlMapping> mappings(String key) {
        List<YamlMapping> found = new ArrayList<>();
        for (Node node : sequence(key))
            found.add(of(file, child(key) + "[" + found.size() + "]", node, problems, filler));
        return found;
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        if (isScalar(key)) return optionalText(key).stream().toList();
        List<String> found = new ArrayList<>();
        for (Node node : sequence(key)) scalar(node, child(key)).ifPresent(found::add);
        return found;
    }

    /** A mapping of texts, in the order of the document; empty when it is not there. */
    public Map<String, String> textMap(String key) {
        YamlMapping below = mapping(key);
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : below.keys()) found.put(name, below.text(name));
        return found;
    }

    /** True when the value is text, a number or a boolean rather than a list or a mapping. */
    public boolean isScalar(String key) {
        return node(key).orElse(null) instanceof ScalarNode;
    }

    /** True when the value is a mapping. */
    public boolean isMapping(String key) {
        return node(key).orElse(null) instanceof MappingNode;
    }

    /** Records a fault of the value of {@code key}. */
    public void problem(String key, String message) {
        problems.add(new Problem(file, lineOf(key), child(key), message));
    }

    /** Records a fault of this mapping as a whole. */
    public void problem(String message) {
        problems.add(new Problem(file, line, path, message));
    }

    /** Records every key that was never asked for, with the name it may have meant. */
    public void done() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) problem(key, "unknown key '" + key + "'" + Suggestion.hint(key, asked));
        }
    }

    /** Where this mapping stands, for messages that are made later: {@code file:line}. */
    public String location() {
        return file + ":" + line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    private Optional<Node> node(String key) {
        return has(key) ? Optional.ofNullable(values.get(key)) : Optional.empty();
    }

    private String raw(String key) {
        return node(key)
                .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : "")
                .orElse("");
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser, String expected) {
        Optional<String> text = optionalText(key);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            problem(key, "'" + raw(key) + "' is not " + expected);
            return Optional.empty();
        }
    }

    private List<Node> sequence(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) return List.of();
        if (node.get() instanceof SequenceNode list) return list.getValue();
        problem(key, "a list is expected");
        return List.of();
    }

    private Optional<String> scalar(Node node, String at) {
        if (!(node instanceof ScalarNode scalar)) return fault(node, at, "text is expected");
        if (UNPRINTABLE.matcher(scalar.getValue()).find())
            return fault(node, at, "holds a control character; only line ends and tabs may be");
        try {
            return Optional.of(filler.apply(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            return fault(node, at, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> fault(Node node, String at, String message) {
        problems.add(new Problem(file, line(node), at, message));
        return Optional.empty();
    }

    private int lineOf(String key) {
        Node node = values.get(key);
        return node == null ? line : line(node);
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean strictBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration zabbixDuration(String text) {
        if (!text.matches("[0-9]{1,9}[smhdw]?")) throw new IllegalArgumentException(text);
        char unit = text.charAt(text.length() - 1);
        if (Character.isDigit(unit)) return Duration.ofSeconds(Long.parseLong(text));
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (unit) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            case 'w' -> Duration.ofDays(7 * number);
            default -> Duration.ofSeconds(number);
        };
    }
}
