package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store on a real database for each test, and a writer whose clock the test sets. */
final class WrittenStore implements BeforeEachCallback, AfterEachCallback {
    static final String STREAM = "club/app";

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private AuditStore store;
    private Writer writer;

    @Override
    public void beforeEach(ExtensionContext context) throws StoreException {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), null, now::get);
    }

    @Override
    public void afterEach(ExtensionContext context) throws StoreException {
        writer.close();
        store.close();
    }

    AuditStore store() {
        return store;
    }

    Writer writer() {
        return writer;
    }

    List<Appended> append(Event... events) {
        return all(writer.append(List.of(events)));
    }

    static Appended first(CompletableFuture<List<Appended>> outcomes) {
        return all(outcomes).get(0);
    }

    static List<Appended> all(CompletableFuture<List<Appended>> outcomes) {
        return outcomes.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** All of the stream, each as its leaf says. */
    List<StoredEvent> stored() throws MalformedRecordException {
        EventReader reader = store.reader();
        int stream = reader.stream(STREAM).orElseThrow();
        List<Entry> entries = new ArrayList<>();
        reader.range(stream, 0, Long.MAX_VALUE, entries::add);
        assertThat(entries).allSatisfy(entry -> assertThat(entry.leaf()).isEqualTo(LeafHash.of(entry.canonical())));
        assertThat(entries).hasSize((int) reader.head(stream));
        List<StoredEvent> events = new ArrayList<>();
        for (Entry entry : entries) events.add(entry.event());
        return events;
    }
}
