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
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z_.-]++(?:\\[(?:" + ARRAY + "|" + PARAMETER
            + ")(?:,(?:" + ARRAY + "|" + PARAMETER + "))*+\\])?+");

    private ItemKey() {}

    /** What is wrong with a key, if anything. */
    static Optional<String> fault(String key) {
        if (key.length() > LONGEST) return Optional.of("a key has at most " + LONGEST + " characters");
        if (KEY.matcher(key).matches()) return Optional.empty();
        return Optional.of("'" + key + "' is not a Zabbix key; expected letters, digits, '_', '-', '.',"
                + " then parameters in [ ] if any, separated by commas");
    }

    /** Where the key that starts at {@code start} ends; {@code start} itself if there is none. */
    static int end(String text, int start) {
        Matcher matcher = KEY.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : start;
    }
}
