package nl.meldkamer.audit.store;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/** Events as the app's mandates make them. */
public final class Events {
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private Events() {}

    public static Event event(String stream, String id) {
        return event(stream, id, "{\"amount\": 25.00}");
    }

    public static Event event(String stream, String id, String details) {
        return new Event(
                stream,
                "verenigingen",
                id,
                "Mandate Creation",
                "mandate_created",
                "Compliant",
                new Reference("SEPA Mandate", "MAN-" + id),
                "treasurer@example.org",
                null,
                NOON,
                details,
                null);
    }

    public static List<Event> events(String stream, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> event(stream, "E" + number))
                .toList();
    }
}
