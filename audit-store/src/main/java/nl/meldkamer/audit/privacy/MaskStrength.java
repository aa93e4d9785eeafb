package nl.meldkamer.audit.privacy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many accounts a masked account number leaves to try, so that a data protection officer can judge a mask, ours or
 * another's. Exact: all that have the country's structure and the right check digits are counted, without trying them.
 */
public final class MaskStrength {

    private static final int ELEVEN = 11;
    private static final int MODULUS = 97;

    private MaskStrength() {}

    /**
     * Counts the account numbers that look so.
     *
     * @param mask with {@code •} or {@code *} for what is hidden; blanks do not count
     * @throws IllegalArgumentException if the mask hides the country, or has not the length of the country's numbers
     */
    public static BigInteger candidates(String mask) {
        return total(counts(mask));
    }

    /**
     * The same, of those whose ten last digits pass the eleven test of Dutch banks. Newer Dutch numbers need not pass
     * it, but most do, and someone who guesses starts there.
     */
    public static BigInteger elevenProofCandidates(String mask) {
        return counts(mask)[1][0];
    }

    private static BigInteger total(BigInteger[][] counts) {
        return Arrays.stream(counts[1]).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** By remainder modulo 97 of the number, and modulo 11 of the weighted last ten digits, how many there are. */
    private static BigInteger[][] counts(String mask) {
        String shape = mask.replace("*", String.valueOf(Iban.HIDDEN))
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
        String rotated = shape.substring(Math.min(4, shape.length())) + shape.substring(0, Math.min(4, shape.length()));
        String kinds = kinds(shape) + "aann";
        BigInteger[][] counts = none();
        counts[0][0] = BigInteger.ONE;
        int account = rotated.length() - 4;
        for (int i = 0; i < rotated.length(); i++) {
            int weight = i < account ? Math.max(0, account - i <= 10 ? account - i : 0) : 0;
            counts = after(counts, rotated.charAt(i), kinds.charAt(i), weight);
        }
        return counts;
    }

    private static String kinds(String shape) {
        String kinds = shape.length() < 4 ? null : IbanRegistry.kinds(shape.substring(0, 2));
        if (kinds == null || kinds.length() + 4 != shape.length())
            throw new IllegalArgumentException("a mask starts with a country and is as long as the country's numbers");
        return kinds;
    }

    private static BigInteger[][] after(BigInteger[][] before, char shown, char kind, int weight) {
        BigInteger[][] counts = none();
        for (char character : alphabet(shown, kind).toCharArray()) {
            int added = weight * Character.digit(character, 36);
            for (int m = 0; m < MODULUS; m++) {
                int remainder = Iban.append(m, character);
                for (int e = 0; e < ELEVEN; e++) {
                    int eleven = (e + added) % ELEVEN;
                    counts[remainder][eleven] = counts[remainder][eleven].add(before[m][e]);
                }
            }
        }
        return counts;
    }

    private static String alphabet(char shown, char kind) {
        if (shown != Iban.HIDDEN) return String.valueOf(shown);
        return switch (kind) {
            case 'n' -> "0123456789";
            case 'a' -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
            default -> "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        };
    }

    private static BigInteger[][] none() {
        BigInteger[][] counts = new BigInteger[MODULUS][ELEVEN];
        for (BigInteger[] row : counts) Arrays.fill(row, BigInteger.ZERO);
        return counts;
    }
}
