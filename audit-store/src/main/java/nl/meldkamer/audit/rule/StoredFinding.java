package nl.meldkamer.audit.rule;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A breach of a rule as it is kept, with what became of it. Immutable.
 *
 * @param rule the id of the rule
 * @param subject what it is about, such as {@code SEPA Mandate/SM-1}
 * @param severity low, medium, high or critical
 * @param basis the law, the rulebook or the house rule
 * @param evidence the numbers of the events, in the stream, that show it
 * @param settled when it was waived or closed; null while it is open, as with the two below
 * @param settledBy the account; {@code meldkamer} when an event ended it
 */
public record StoredFinding(
        long id,
        String stream,
        String rule,
        String title,
        String subject,
        String severity,
        String basis,
        List<Long> evidence,
        State state,
        Instant opened,
        @Nullable Instant settled,
        @Nullable String settledBy,
        @Nullable String reason) {

    /** What became of it. */
    public enum State {
        OPEN,
        /** It is so, and somebody answers for leaving it so. */
        WAIVED,
        /** It is over, or was none. */
        CLOSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
