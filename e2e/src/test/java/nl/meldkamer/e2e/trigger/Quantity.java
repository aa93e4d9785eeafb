package nl.meldkamer.e2e.trigger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Numbers with the suffixes of Zabbix (Zabbix documentation, "Suffixes"). */
final class Quantity {

    private static final Map<Character, Long> SUFFIXES = Map.of(
            's', 1L, 'm', 60L, 'h', 3600L, 'd', 86_400L, 'w', 604_800L, 'K', 1L << 10, 'M', 1L << 20, 'G', 1L << 30);

    private Quantity() {}

    /** Throws {@link NumberFormatException} when it is none. */
    static BigDecimal parse(String text) {
        Long factor = SUFFIXES.get(text.charAt(text.length() - 1));
        if (factor == null) return new BigDecimal(text);
        return new BigDecimal(text.substring(0, text.length() - 1)).multiply(BigDecimal.valueOf(factor));
    }

    static Duration duration(String text) {
        return Duration.ofSeconds(parse(text).longValueExact());
    }
}
