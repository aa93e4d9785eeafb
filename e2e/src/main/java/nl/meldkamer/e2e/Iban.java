package nl.meldkamer.e2e;

import java.math.BigInteger;

/** Dutch account numbers of a bank that does not exist, with check digits that are right (ISO 13616, ISO 7064 MOD 97-10). */
final class Iban {

    static final String BIC = "LINDNL2A";
    private static final String BANK = "LIND";
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final int CHECK_BASE = 98;

    private Iban() {}

    static String of(long account) {
        String basic = BANK + "%010d".formatted(account);
        int check = CHECK_BASE - remainder(basic + "NL00");
        return "NL%02d%s".formatted(check, basic);
    }

    static boolean isValid(String iban) {
        return remainder(iban.substring(4) + iban.substring(0, 4)) == 1;
    }

    private static int remainder(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(letter -> digits.append(Character.digit(letter, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(MODULUS).intValue();
    }
}
