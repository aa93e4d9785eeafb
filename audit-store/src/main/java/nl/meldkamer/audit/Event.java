package nl.meldkamer.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as its source tells it. Immutable.
 *
 * @param stream the tree that the event belongs to, such as {@code association/verenigingen}: one per association and
 *     source
 * @param source who tells it; with {@code id} it identifies the event, so that one that is sent twice is kept once
 * @param id a UUID v7, or the name that the source has for the event
 * @param process the process that it belongs to, such as {@code Mandate Creation}; unknown ones are kept and flagged
 * @param action what was done, such as {@code mandate_created}
 * @param status whether it complied: one of {@link ComplianceStatus}'s words; unknown ones are kept and flagged
 * @param reference the document that it is about
 * @param actor the account that did it, or null where the source does not know
 * @param trace the source's own id of the request that it was part of
 * @param occurred when it happened by the source's clock, to the microsecond
 * @param details a JSON object without personal data
 * @param personal the personal fields, apart, since they are encrypted and can be erased
 */
public record Event(
        String stream,
        String source,
        String id,
        String process,
        String action,
        String status,
        @Nullable Reference reference,
        @Nullable String actor,
        @Nullable String trace,
        Instant occurred,
        String details,
        @Nullable PersonalFields personal) {}
