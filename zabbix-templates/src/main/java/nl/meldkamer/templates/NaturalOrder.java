package nl.meldkamer.templates;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order in which Zabbix writes lists: PHP's {@code strnatcasecmp}, where runs of digits count as numbers, blanks
 * do not count, and case does not either. Leading zeros, which PHP takes for a fraction, are not met here.
 */
final class NaturalOrder implements Comparator<String> {

    static final NaturalOrder INSTANCE = new NaturalOrder();

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9\\s]");

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        String[] left = parts(one);
        String[] right = parts(other);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = comparePart(left[i], right[i]);
            if (order != 0) return order;
        }
        return Integer.compare(left.length, right.length);
    }

    private static String[] parts(String text) {
        return PART.matcher(text).results().map(MatchResult::group).toArray(String[]::new);
    }

    private static int comparePart(String one, String other) {
        if (isNumber(one) && isNumber(other) && one.length() != other.length())
            return Integer.compare(one.length(), other.length());
        return one.compareToIgnoreCase(other);
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }
}
