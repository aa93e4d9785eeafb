package nl.meldkamer.agent.send;

import java.util.OptionalInt;

/** Reads whole numbers as Zabbix does: decimal digits and nothing else, no sign, no blank. */
final class Digits {
    private Digits() {}

    /** Empty when {@code text} is not a number or not in {@code min..max}; both bounds are 0 or more. */
    static OptionalInt parse(String text, int min, int max) {
        if (text.isEmpty()) return OptionalInt.empty();
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') return OptionalInt.empty();
            number = number * 10 + (digit - '0');
            if (number > max) return OptionalInt.empty();
        }
        return number < min ? OptionalInt.empty() : OptionalInt.of((int) number);
    }
}
