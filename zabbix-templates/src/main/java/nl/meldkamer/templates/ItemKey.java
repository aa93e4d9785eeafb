package nl.meldkamer.templates;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of an item key: a name, and parameters in brackets that are plain, quoted, or one level of arrays (Zabbix
 * documentation, "Item key format").
 */
final class ItemKey {

    static final int LONGEST = 2048;

    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final String PLAIN = "[^\\[\\]\",][^\\],]*+";
    private static final String PARAMETER = "(?: *+(?:" + QUOTED + " *+|" + PLAIN + ")?)";
    private static final String ARRAY = " *+\\[" + PARAMETER + "(?:," + PARAMETER + ")*+\\] *+";
    private static final String NAME = "[0-9A-Za-z_.-]++";
    private static final Pattern KEY = Pattern.compile(
            NAME + "(?:\\[(?:" + ARRAY + "|" + PARAMETER + ")(?:,(?:" + ARRAY + "|" + PARAMETER + "))*+\\])?+");
    private static final Pattern FLAT = Pattern.compile(NAME + "(?:\\[" + PARAMETER + "(?:," + PARAMETER + ")*+\\])?+");

    private ItemKey() {}

    /** What is wrong with a key, if anything. */
    static Optional<String> fault(String key) {
        if (key.length() > LONGEST) return Optional.of("a key has at most " + LONGEST + " characters");
        if (KEY.matcher(key).matches()) return Optional.empty();
        return Optional.of("'" + key + "' is not a Zabbix key; expected letters, digits, '_', '-', '.',"
                + " then parameters in [ ] if any, separated by commas");
    }

    /** Whether no parameter is an array. */
    static boolean isFlat(String key) {
        return FLAT.matcher(key).matches();
    }

    /** What stands before the parameters. */
    static String name(String key) {
        int bracket = key.indexOf('[');
        return bracket < 0 ? key : key.substring(0, bracket);
    }

    /** Where the key that starts at {@code start} ends; {@code start} itself if there is none. */
    static int end(String text, int start) {
        Matcher matcher = KEY.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : start;
    }
}
