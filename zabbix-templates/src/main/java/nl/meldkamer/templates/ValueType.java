package nl.meldkamer.templates;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** What Zabbix stores: a whole number of 0 and up, a 64-bit float, up to 255 characters, up to 65,535 bytes. */
public enum ValueType {
    UNSIGNED,
    FLOAT,
    CHAR,
    TEXT;

    private static final BigInteger LARGEST_UNSIGNED =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int LONGEST_CHAR = 255;
    private static final int LONGEST_TEXT = 65_535;

    public boolean isNumeric() {
        return this == UNSIGNED || this == FLOAT;
    }

    /** Returns the value; throws {@link IllegalArgumentException} if Zabbix would refuse or cut it. */
    String checked(String value) {
        switch (this) {
            case UNSIGNED -> require(isUnsigned(value), "the value is not a whole number from 0 to 2^64-1");
            case FLOAT -> require(value.matches("-?[0-9]+(\\.[0-9]+)?"), "the value is not a number");
            case CHAR -> require(value.codePointCount(0, value.length()) <= LONGEST_CHAR, "longer than 255 characters");
            case TEXT ->
                require(value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT, "longer than 65,535 bytes");
        }
        return value;
    }

    private static boolean isUnsigned(String value) {
        return value.matches("[0-9]+") && new BigInteger(value).compareTo(LARGEST_UNSIGNED) <= 0;
    }

    private static void require(boolean fits, String message) {
        if (!fits) throw new IllegalArgumentException(message);
    }
}
