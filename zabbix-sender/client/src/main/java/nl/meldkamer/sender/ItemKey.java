package nl.meldkamer.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Zabbix item key: a name, and parameters in brackets if it has any.
 *
 * <pre>
 * key       = name [ "[" parameter *( "," parameter ) "]" ]
 * name      = 1*( 0-9 a-z A-Z _ . - )
 * parameter = quoted | unquoted | array           each may follow spaces
 * quoted    = '"' any text, with '"' written \" '"'
 * unquoted  = text that begins with none of  " [ space  and has none of  , ]
 * array     = "[" of quoted and unquoted ones "]"        not nested further
 * </pre>
 *
 * @param name the name before the bracket
 * @param parameters in order; a key that ends in {@code []} has one, which is empty. None ends in a backslash and needs
 *     quotes too, for which Zabbix has no form
 * @see <a href="https://www.zabbix.com/documentation/current/en/manual/config/items/item/key">Zabbix: item key format</a>
 */
public record ItemKey(String name, List<Parameter> parameters) {

    /** The longest key that Zabbix stores, in characters. */
    public static final int LONGEST = 2048;

    /** A parameter with its quotes and brackets taken off. */
    public sealed interface Parameter {
        /** One text, quoted or not. */
        record Text(String value) implements Parameter {}

        /** Several texts between brackets of their own. */
        record Array(List<String> values) implements Parameter {
            public Array {
                values = List.copyOf(values);
            }
        }
    }

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z_.-]+");
    private static final Pattern MACRO = Pattern.compile("\\{#[A-Z0-9_.]+}");

    public ItemKey {
        parameters = List.copyOf(parameters);
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("'" + name + "' is no name of an item key");
        parameters.forEach(ItemKey::written);
    }

    /** Reads a key; the message of the {@link IllegalArgumentException} gives the position of the fault, from 1. */
    public static ItemKey parse(String key) {
        if (key.length() > LONGEST)
            throw new IllegalArgumentException("the key has " + key.length() + " characters, above " + LONGEST);
        Reader reader = new Reader(key, UnaryOperator.identity());
        String name = reader.name();
        return new ItemKey(name, reader.parameters());
    }

    /**
     * Puts values for the LLD macros in the parameters of a key prototype, as a server does when it makes an item: a
     * parameter that a value went into is quoted if it was quoted or if it must be, and all else stays as written.
     *
     * @param macros values by macro, {@code {#NAME}}; other macros stay
     * @throws IllegalArgumentException when the prototype is not a key, or when a value must be quoted and cannot be
     */
    public static String substitute(String prototype, Map<String, String> macros) {
        Reader reader = new Reader(prototype, text -> replaced(text, macros));
        reader.name();
        reader.parameters();
        return reader.rewritten();
    }

    /**
     * Writes a parameter so that Zabbix reads {@code value}. Quotes it only when it begins with {@code "}, a space or
     * {@code [}, or has a {@code ,} or {@code ]} in it.
     *
     * @throws IllegalArgumentException when it must be quoted and ends in a backslash, for which Zabbix has no form
     */
    public static String quote(String value) {
        return quote(value, false);
    }

    private static String quote(String value, boolean always) {
        if (!always && !needsQuotes(value)) return value;
        if (value.endsWith("\\"))
            throw new IllegalArgumentException(
                    "a value cannot be a quoted parameter of an item key when it ends in a backslash");
        return '"' + value.replace("\"", "\\\"") + '"';
    }

    private static boolean needsQuotes(String value) {
        if (value.isEmpty()) return false;
        return "\" [".indexOf(value.charAt(0)) >= 0 || value.indexOf(',') >= 0 || value.indexOf(']') >= 0;
    }

    private static String replaced(String text, Map<String, String> macros) {
        return MACRO.matcher(text)
                .replaceAll(macro -> Matcher.quoteReplacement(macros.getOrDefault(macro.group(), macro.group())));
    }

    /** The key with quotes where they are needed; reads back as the same key, though it may have been written otherwise. */
    @Override
    public String toString() {
        if (parameters.isEmpty()) return name;
        return parameters.stream().map(ItemKey::written).collect(Collectors.joining(",", name + "[", "]"));
    }

    private static String written(Parameter parameter) {
        if (parameter instanceof Parameter.Text text) return quote(text.value());
        List<String> values = ((Parameter.Array) parameter).values();
        return values.stream().map(ItemKey::quote).collect(Collectors.joining(",", "[", "]"));
    }

    /** Reads a key from left to right, and writes it again with the text of each parameter changed. */
    private static final class Reader {
        private final String key;
        private final UnaryOperator<String> change;
        private final StringBuilder rewritten = new StringBuilder();
        private int at;
        private int copied;

        Reader(String key, UnaryOperator<String> change) {
            this.key = key;
            this.change = change;
        }

        String name() {
            while (at < key.length() && isNameCharacter(key.charAt(at))) at++;
            if (at == 0) throw fault("a key begins with a name of letters, digits and _.-");
            return key.substring(0, at);
        }

        List<Parameter> parameters() {
            if (at == key.length()) return List.of();
            if (key.charAt(at) != '[') throw fault("a name has only letters, digits and _.-, and '[' may follow it");
            List<Parameter> parameters = new ArrayList<>();
            do {
                at++;
                skipSpaces();
                parameters.add(peek() == '[' ? array() : new Parameter.Text(text()));
            } while (peek() == ',');
            expectClosing("the parameters");
            if (at < key.length()) throw fault("nothing may follow the closing ']'");
            return parameters;
        }

        String rewritten() {
            return rewritten.append(key, copied, key.length()).toString();
        }

        private Parameter array() {
            List<String> values = new ArrayList<>();
            do {
                at++;
                skipSpaces();
                if (peek() == '[') throw fault("an array inside an array is not possible");
                values.add(text());
            } while (peek() == ',');
            expectClosing("the array");
            skipSpaces();
            return new Parameter.Array(values);
        }

        private String text() {
            int start = at;
            boolean quoted = peek() == '"';
            String value = quoted ? quoted() : unquoted();
            String changed = change.apply(value);
            if (!changed.equals(value)) {
                rewritten.append(key, copied, start).append(quote(changed, quoted));
                copied = at;
            }
            if (quoted) skipSpaces();
            return value;
        }

        private String quoted() {
            int start = at++;
            StringBuilder value = new StringBuilder();
            while (peek() != '"') {
                if (at == key.length()) throw faultAt(start, "this quote is never closed");
                if (peek() == '\\' && at + 1 < key.length() && key.charAt(at + 1) == '"') at++;
                value.append(key.charAt(at++));
            }
            at++;
            return value.toString();
        }

        private String unquoted() {
            int start = at;
            while (at < key.length() && peek() != ',' && peek() != ']') at++;
            return key.substring(start, at);
        }

        private void expectClosing(String what) {
            if (at == key.length()) throw fault("the ']' that closes " + what + " is missing");
            if (peek() != ']') throw fault("',' or ']' is expected here");
            at++;
        }

        private void skipSpaces() {
            while (peek() == ' ') at++;
        }

        /** The next character; U+0000, which no key has, at the end. */
        private char peek() {
            return at < key.length() ? key.charAt(at) : 0;
        }

        private IllegalArgumentException fault(String what) {
            return faultAt(at, what);
        }

        private IllegalArgumentException faultAt(int index, String what) {
            return new IllegalArgumentException("item key '" + key + "', position " + (index + 1) + ": " + what);
        }

        private static boolean isNameCharacter(char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "_.-".indexOf(c) >= 0;
        }
    }
}
