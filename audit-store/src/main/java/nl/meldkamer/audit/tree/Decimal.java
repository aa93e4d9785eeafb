package nl.meldkamer.audit.tree;

import java.util.regex.Pattern;

/** A whole number from 0 to 2^63 - 1 in its one form: decimal digits without leading zeros. */
final class Decimal {
    private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,18}");

    private Decimal() {}

    static long parse(String text, String what) throws ProofException {
        try {
            if (FORM.matcher(text).matches()) return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            // Said below.
        }
        throw new ProofException(what + " is no whole number");
    }
}
