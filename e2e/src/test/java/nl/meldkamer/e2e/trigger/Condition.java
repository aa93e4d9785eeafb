package nl.meldkamer.e2e.trigger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import nl.meldkamer.templates.ValueType;

/** One of the conditions that an expression joins by {@code and}, of those kinds for which values can be made up. */
sealed interface Condition {

    /** The item whose values it reads. */
    String key();

    /** How far back it looks. */
    Duration window();

    /**
     * A function of the values of a window is held against a limit: {@code min(5m)>80}. A series of one value makes all
     * these functions that value.
     *
     * @param timed the window is a time rather than a number of values
     */
    record Limit(String key, String function, Duration window, boolean timed, String operator, BigDecimal bound)
            implements Condition {

        /** It tells that all values of a time are beyond the limit. */
        boolean isOfATime() {
            return timed && isOfAll();
        }

        private boolean isOfAll() {
            return switch (function) {
                case "last" -> false;
                case "min" -> !operator.startsWith("<");
                case "max" -> !operator.startsWith(">");
                default -> true;
            };
        }

        /** The value nearest to the limit that fulfils it. */
        String fulfilled(ValueType type) {
            return switch (operator) {
                case ">" -> above(bound, type);
                case "<" -> below(bound, type);
                case ">=" -> round(bound, type, RoundingMode.CEILING);
                case "<=" -> round(bound, type, RoundingMode.FLOOR);
                case "=" -> plain(bound);
                default -> other(bound);
            };
        }

        /** The value nearest to the limit that does not fulfil it. */
        String unfulfilled(ValueType type) {
            return switch (operator) {
                case ">" -> round(bound, type, RoundingMode.FLOOR);
                case "<" -> round(bound, type, RoundingMode.CEILING);
                case ">=" -> below(bound, type);
                case "<=" -> above(bound, type);
                case "=" -> other(bound);
                default -> plain(bound);
            };
        }
    }

    /** The last value is above the least of the window: {@code last()-min(1h)>5}. */
    record Rise(String key, Duration window, BigDecimal bound) implements Condition {}

    /** The last value is below the most of the window: {@code max(1h)-last()>5}. */
    record Fall(String key, Duration window, BigDecimal bound) implements Condition {}

    /**
     * There are values of long enough ago: {@code count(2d)>40}, {@code count(1h:now-5m)>0}.
     *
     * @param since for how long there must have been values
     */
    record Age(String key, Duration window, Duration since) implements Condition {}

    static String above(BigDecimal bound, ValueType type) {
        return type == ValueType.UNSIGNED
                ? plain(bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE))
                : plain(bound.add(new BigDecimal("0.01")));
    }

    private static String below(BigDecimal bound, ValueType type) {
        return type == ValueType.UNSIGNED
                ? plain(bound.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE))
                : plain(bound.subtract(new BigDecimal("0.01")));
    }

    private static String round(BigDecimal bound, ValueType type, RoundingMode mode) {
        return plain(type == ValueType.UNSIGNED ? bound.setScale(0, mode) : bound);
    }

    private static String other(BigDecimal bound) {
        return bound.signum() == 0 ? "1" : "0";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
