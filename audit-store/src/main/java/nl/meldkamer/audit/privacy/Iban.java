package nl.meldkamer.audit.privacy;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account number by ISO 13616 that passes its check digits. Never printed: {@link #toString} is the mask.
 *
 * <p>The mask keeps the country and the last four characters only. With the check digits or the bank beside them a few
 * hundred accounts would be left to try: see {@link MaskStrength}.
 */
public final class Iban {

    /** Stands for a character that a mask hides. */
    static final char HIDDEN = '•';

    private static final int KEPT = 4;

    private final String characters;

    private Iban(String characters) {
        this.characters = characters;
    }

    /** Reads one with or without blanks, in any case; empty for what is none. */
    public static Optional<Iban> parse(String text) {
        String characters = text.replaceAll("[\\s\\u00A0\\u202F]", "").toUpperCase(Locale.ROOT);
        return isValid(characters) ? Optional.of(new Iban(characters)) : Optional.empty();
    }

    /** Without blanks, in upper case: what is encrypted and what an index is made over, nothing to print. */
    public String characters() {
        return characters;
    }

    /** Such as {@code NL•• •••• •••• ••43 00}. */
    public String mask() {
        return mask(characters);
    }

    static String mask(String characters) {
        StringBuilder mask = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            if (i > 0 && i % 4 == 0) mask.append(' ');
            boolean kept = i < 2 || i >= characters.length() - KEPT;
            mask.append(kept ? characters.charAt(i) : HIDDEN);
        }
        return mask.toString();
    }

    /** Whether upper-case characters without blanks have the country's structure and the remainder 1 (ISO 7064). */
    static boolean isValid(String characters) {
        if (characters.length() < 5) return false;
        return hasStructure(characters, IbanRegistry.kinds(characters.substring(0, 2)))
                && remainder(characters.substring(4) + characters.substring(0, 4)) == 1;
    }

    private static boolean hasStructure(String characters, @Nullable String kinds) {
        if (kinds == null || characters.length() != 4 + kinds.length()) return false;
        if (!IbanRegistry.isDigit(characters.charAt(2)) || !IbanRegistry.isDigit(characters.charAt(3))) return false;
        for (int i = 0; i < kinds.length(); i++) {
            if (!IbanRegistry.fits(kinds.charAt(i), characters.charAt(4 + i))) return false;
        }
        return true;
    }

    private static int remainder(String rotated) {
        int remainder = 0;
        for (int i = 0; i < rotated.length(); i++) remainder = append(remainder, rotated.charAt(i));
        return remainder;
    }

    /** The remainder modulo 97 of a number after one more character: a digit, or a letter that counts as two digits. */
    static int append(int remainder, char character) {
        return IbanRegistry.isDigit(character)
                ? (remainder * 10 + character - '0') % 97
                : (remainder * 100 + character - 'A' + 10) % 97;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Iban iban && iban.characters.equals(characters);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    @Override
    public String toString() {
        return mask();
    }
}
