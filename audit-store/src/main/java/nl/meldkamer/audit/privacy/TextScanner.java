package nl.meldkamer.audit.privacy;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.meldkamer.audit.privacy.Finding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds account numbers, Dutch citizen numbers and e-mail addresses in free text and puts masks in their place.
 * Thread-safe. Time is linear in the text: from no place it looks further than a fixed number of characters.
 *
 * <p>An account number is found anywhere, glued to other text as well, in any case, with up to one blank, point, dash
 * or underscore between its characters. A citizen number is found only after a word for it, or in a field that is named
 * so: one in eleven of all numbers of nine digits passes its test, so that without the word most of what was found
 * would be invoice numbers.
 */
final class TextScanner {

    private static final String BSN_MASK = String.valueOf(Iban.HIDDEN).repeat(9);
    private static final String EMAIL_MASK = "•••@•••";

    /** How far before a number a word for citizen number can stand. */
    private static final int BSN_CONTEXT = 40;

    private static final List<String> BSN_WORDS =
            List.of("bsn", "burgerservice", "burger service", "sofi", "citizen service", "citizen_service");

    /** RFC 5321 4.5.3.1: the local part of an address, and its domain. */
    private static final int LOCAL_PART = 64;

    private static final int DOMAIN = 255;

    /** What of a text was clean, and what not. */
    record Scanned(String text, List<Finding> findings) {}

    /** Where something stood: from {@code start} up to {@code end}, and what to put there. */
    private record Hit(Kind kind, int start, int end, String mask) {}

    /**
     * Scans one text.
     *
     * @param field where the text stands, for the findings
     */
    Scanned scan(String field, String text) {
        StringBuilder clean = new StringBuilder(text.length());
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        boolean bsnField = namesBsn(field);
        int done = 0;
        for (int i = 0; i < text.length(); ) {
            Hit hit = hitAt(text, i, done, bsnField);
            if (hit == null) {
                i++;
                continue;
            }
            clean.append(text, done, hit.start).append(hit.mask);
            counts.merge(hit.kind, 1, Integer::sum);
            done = hit.end;
            i = hit.end;
        }
        if (counts.isEmpty()) return new Scanned(text, List.of());
        return new Scanned(clean.append(text, done, text.length()).toString(), findings(field, counts));
    }

    private static List<Finding> findings(String field, Map<Kind, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), field, entry.getValue()))
                .toList();
    }

    private static @Nullable Hit hitAt(String text, int i, int done, boolean bsnField) {
        char c = text.charAt(i);
        if (c == '@') return emailAround(text, i, done);
        if (IbanRegistry.isDigit(c)) return bsnAt(text, i, done, bsnField);
        return IbanRegistry.isLetter(upper(c)) ? ibanAt(text, i) : null;
    }

    private static @Nullable Hit ibanAt(String text, int start) {
        if (start + 1 >= text.length()) return null;
        String country = String.valueOf(new char[] {upper(text.charAt(start)), upper(text.charAt(start + 1))});
        String kinds = IbanRegistry.kinds(country);
        if (kinds == null) return null;
        StringBuilder characters = new StringBuilder(country);
        int at = collect(text, start + 2, "nn" + kinds, characters);
        return at > 0 && Iban.isValid(characters.toString())
                ? new Hit(Kind.IBAN, start, at, Iban.mask(characters.toString()))
                : null;
    }

    /** Adds the characters that the structure asks for, over single separators; gives where they end, or -1. */
    private static int collect(String text, int from, String kinds, StringBuilder characters) {
        int at = from;
        for (int k = 0; k < kinds.length(); k++) {
            if (at < text.length() && isSeparator(text.charAt(at))) at++;
            if (at >= text.length() || !IbanRegistry.fits(kinds.charAt(k), upper(text.charAt(at)))) return -1;
            characters.append(upper(text.charAt(at++)));
        }
        return at;
    }

    private static @Nullable Hit bsnAt(String text, int start, int done, boolean bsnField) {
        if (start > done && Character.isLetterOrDigit(text.charAt(start - 1))) return null;
        StringBuilder digits = new StringBuilder();
        int at = collect(text, start, "nnnnnnnnn", digits);
        boolean ends = at > 0 && (at == text.length() || !Character.isLetterOrDigit(text.charAt(at)));
        if (!ends || !passesElevenTest(digits)) return null;
        return bsnField || namesBsn(text.substring(Math.max(0, start - BSN_CONTEXT), start))
                ? new Hit(Kind.BSN, start, at, BSN_MASK)
                : null;
    }

    /** Weights 9 to 2, and -1 for the last digit. */
    private static boolean passesElevenTest(CharSequence digits) {
        int sum = -digits.charAt(8) + '0';
        for (int i = 0; i < 8; i++) sum += (9 - i) * (digits.charAt(i) - '0');
        return sum % 11 == 0 && !digits.toString().equals("000000000");
    }

    private static boolean namesBsn(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return BSN_WORDS.stream().anyMatch(lower::contains);
    }

    private static @Nullable Hit emailAround(String text, int at, int done) {
        int start = at;
        while (start > Math.max(done, at - LOCAL_PART) && isLocal(text.charAt(start - 1))) start--;
        int end = at + 1;
        int limit = Math.min(text.length(), at + 1 + DOMAIN);
        while (end < limit && isDomain(text.charAt(end))) end++;
        // A full stop or a dash after an address belongs to the sentence.
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) end--;
        int dot = text.substring(at, end).lastIndexOf('.');
        boolean address = start < at && dot > 1 && end - at - dot > 2;
        return address ? new Hit(Kind.EMAIL, start, end, EMAIL_MASK) : null;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+/=?^_`{|}~.-".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\t' || c == '.' || c == '-' || c == '_';
    }

    /** Of ASCII letters only: no other letter can be part of an account number. */
    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }
}
