package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nl.meldkamer.audit.privacy.Erasures;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.store.EventReader;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;

/**
 * Waits until the daemon's writer has numbered an event of the outbox; if none does, it is done here. Not sooner: a
 * stream that a command had would be closed to the daemon for as long.
 */
final class OutboxNumbers implements Erasures.Numbering {

    private static final Duration DAEMON = Duration.ofSeconds(3);
    private static final Duration OWN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final AuditStore store;

    OutboxNumbers(AuditStore store) {
        this.store = store;
    }

    @Override
    public Optional<Long> number(String stream, String source, String id) {
        Optional<Long> numbered = await(stream, source, id, DAEMON);
        if (numbered.isPresent()) return numbered;
        WriterSettings settings =
                WriterSettings.of("command " + ProcessHandle.current().pid());
        Writer writer = Writer.start(store, settings, null, InstantSource.system());
        try {
            return await(stream, source, id, OWN);
        } finally {
            writer.close();
        }
    }

    private Optional<Long> await(String stream, String source, String id, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Long> number = look(stream, source, id);
        while (number.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            number = look(stream, source, id);
        }
        return number;
    }

    private Optional<Long> look(String stream, String source, String id) {
        EventReader reader = store.reader();
        return reader.stream(stream).stream()
                .boxed()
                .flatMap(number -> reader.event(number, EventId.of(source, id)).stream())
                .map(Entry::seq)
                .findFirst();
    }
}
