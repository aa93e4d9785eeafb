package nl.meldkamer.audit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.export.ExportFormat.Exported;
import nl.meldkamer.audit.report.CsvLine;
import nl.meldkamer.audit.store.StoredEvent;

/** The record as a line of a table. */
final class CsvEvent {

    static final String HEADER = CsvLine.of(List.of(
            "stream",
            "seq",
            "event_id",
            "source",
            "id",
            "process",
            "action",
            "status",
            "flags",
            "reference_type",
            "reference_name",
            "actor",
            "trace",
            "occurred",
            "recorded",
            "details",
            "leaf"));

    private CsvEvent() {}

    static String of(Exported exported) {
        StoredEvent stored = exported.stored();
        Event event = stored.event();
        Reference about = event.reference() == null ? new Reference("", "") : event.reference();
        return CsvLine.of(Arrays.asList(
                event.stream(),
                Long.toString(stored.seq()),
                stored.eventId().toString(),
                event.source(),
                event.id(),
                event.process(),
                event.action(),
                event.status(),
                stored.flags().toString(),
                about.type(),
                about.name(),
                Objects.requireNonNullElse(event.actor(), ""),
                Objects.requireNonNullElse(event.trace(), ""),
                event.occurred().toString(),
                stored.recorded().toString(),
                event.details(),
                exported.leaf()));
    }
}
