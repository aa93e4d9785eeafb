package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalInt;

/** Reads whole numbers as Zabbix does: decimal digits and nothing else, no sign, no blank. */
final class Digits {
    /** What {@link #parse(byte[], int, int, int)} gives for anything else than a number within its bound. */
    static final int NONE = -1;

    private Digits() {}

    /** Empty when {@code text} is not a number or not in {@code min..max}; both bounds are 0 or more. */
    static OptionalInt parse(String text, int min, int max) {
        byte[] bytes = text.getBytes(UTF_8);
        int number = parse(bytes, 0, bytes.length, max);
        return number == NONE || number < min ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The number in the bytes from {@code start} to {@code end}, 0 to {@code max}, or {@link #NONE}. */
    static int parse(byte[] bytes, int start, int end, int max) {
        long number = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) return NONE;
            number = number * 10 + digit;
            if (number > max) return NONE;
        }
        return start == end ? NONE : (int) number;
    }
}
