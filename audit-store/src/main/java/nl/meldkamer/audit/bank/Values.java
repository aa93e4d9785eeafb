package nl.meldkamer.audit.bank;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import nl.meldkamer.audit.bank.XmlScopes.Scope;
import org.jspecify.annotations.Nullable;

/** Values of a message: absent ones are null, bad ones name themselves. */
final class Values {

    /** ActiveCurrencyAndAmount: at most 18 digits, of which at most 5 behind the point. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,5})?");

    /** What a bank writes where the originator gave no name. */
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private Values() {}

    static @Nullable String first(Scope scope, String... paths) {
        for (String path : paths) {
            String value = scope.get(path);
            if (value != null && !value.isEmpty()) return value;
        }
        return null;
    }

    static @Nullable String name(Scope scope, String... paths) {
        String name = first(scope, paths);
        return NOT_PROVIDED.equals(name) ? null : name;
    }

    static @Nullable BigDecimal amount(@Nullable String text) {
        if (text == null) return null;
        if (!AMOUNT.matcher(text).matches()) throw new BadValueException("\"" + text + "\" is no amount");
        return new BigDecimal(text);
    }

    /** Of a date, or of the day of a date and time in whatever zone it was written. */
    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) return null;
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            throw new BadValueException("\"" + text + "\" is no date");
        }
    }

    static @Nullable ReasonCode reason(@Nullable String code) {
        return code == null ? null : ReasonCode.of(code);
    }
}
