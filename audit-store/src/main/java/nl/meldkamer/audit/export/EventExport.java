package nl.meldkamer.audit.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.export.ExportFormat.Exported;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.EventReader;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.Role;

/** Writes events out as they are read, in bounded memory, stream by stream and in the order of their numbers. */
public final class EventExport {

    private final AuditStore store;
    private final ExportFormat format;
    private long events;
    private long unreadable;

    public EventExport(AuditStore store, ExportFormat format) {
        this.store = store;
        this.format = format;
    }

    /**
     * How it went.
     *
     * @param unreadable events that could not be read, and were left out; {@code audit verify} tells which
     */
    public record Result(long events, long unreadable) {}

    /**
     * Writes the events that were recorded in a time.
     *
     * @param stream the name of one; all if empty
     * @param to not included
     * @throws UncheckedIOException if it can't be written
     */
    public Result write(Optional<String> stream, Instant from, Instant to, Writer out) {
        EventReader reader = store.reader();
        format.header().ifPresent(header -> put(out, header));
        for (String name : streams(stream))
            reader.stream(name).ifPresent(id -> reader.recorded(id, from, to, entry -> write(entry, out)));
        return new Result(events, unreadable);
    }

    private List<String> streams(Optional<String> only) {
        if (only.isPresent()) return List.of(only.get());
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT name FROM audit.stream ORDER BY name COLLATE \"C\"")
                        .mapTo(String.class)
                        .list());
    }

    private void write(Entry entry, Writer out) {
        try {
            String leaf = HexFormat.of().formatHex(entry.leaf().toArray());
            put(out, format.line(new Exported(entry.event(), leaf)));
            events++;
        } catch (MalformedRecordException e) {
            unreadable++;
        }
    }

    private static void put(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
