package nl.meldkamer.agent.audit;

import java.time.Instant;
import java.util.Locale;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/**
 * What somebody decided by a command about a thing of the store. It is to be recorded as an event in the transaction that
 * does it.
 *
 * @param by the account that runs the command
 * @param reason without what looks like personal data
 * @param at to the microsecond, as the store keeps it
 */
record Decision(String by, String reason, Instant at) {

    /**
     * Its record.
     *
     * @param type of what was decided about, such as {@code Finding}
     * @param word what became of it, such as {@code waived}
     * @param details JSON
     */
    Event event(String stream, String type, long number, String word, String details) {
        String kind = type.toLowerCase(Locale.ROOT);
        return new Event(
                stream,
                AuditService.NAME,
                kind + "/" + number + "/" + word,
                "Security",
                kind + "_" + word,
                ComplianceStatus.COMPLIANT.word(),
                new Reference(type, Long.toString(number)),
                by,
                null,
                at,
                details,
                null);
    }
}
