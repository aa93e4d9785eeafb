package nl.meldkamer.templates;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may point at a person, so that texts of the same kind become equal and may be shown: words
 * with an @ become {@code <mail>}, account numbers {@code <iban>}, quoted values {@code '?'} (also when the closing
 * quote was cut off) and digits {@code #}. Rather takes too much than too little. A name in plain prose cannot be
 * recognised; no column that holds such names may be sent.
 */
public final class Masking {

    private static final Pattern MAIL = Pattern.compile("(?<!\\S)[^\\s@]++@\\S++");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![A-Za-z0-9])(?:[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){8,30}|[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{8,30})");
    /** An apostrophe after two letters belongs to a word ("can't"), not to a quotation. */
    private static final Pattern QUOTED = Pattern.compile("(?<!\\p{L}{2})'[^'\\n]*+'?|\"[^\"\\n]*+\"?|`[^`\\n]*+`?"
            + "|[\\u201C\\u201E][^\\u201C\\u201D\\n]*+[\\u201C\\u201D]?|\\u2018[^\\u2019\\n]*+\\u2019?");

    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}++");

    private Masking() {}

    public static String mask(String text) {
        String masked = MAIL.matcher(text).replaceAll("<mail>");
        masked = IBAN.matcher(masked).replaceAll("<iban>");
        masked = QUOTED.matcher(masked).replaceAll("'?'");
        return DIGITS.matcher(masked).replaceAll("#");
    }
}
