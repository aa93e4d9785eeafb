package nl.meldkamer.audit.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A tail of a database of the app, of which all tables are empty at first, and what it tells the store. */
final class Tailing implements BeforeEachCallback, AfterEachCallback {
    static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0, 0, 123_456_000);

    private static final Documents DOCUMENTS = new Documents("club/app", "app", ZoneId.of("Europe/Amsterdam"));

    final FakeLog store = new FakeLog();
    private final AppDatabase app;
    private Instant now = Instant.parse("2026-03-01T11:00:00Z");
    private Tail tail;

    Tailing(AppDatabase app) {
        this.app = app;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (String table : AppDatabase.TABLES) app.execute("site", "DELETE FROM \"tab" + table + "\"");
        begin();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        tail.close();
    }

    AppDatabase app() {
        return app;
    }

    private void begin() {
        tail = new Tail(
                app::connect,
                Declarations.builtIn("verenigingen"),
                DOCUMENTS,
                Overlap.DEFAULT,
                store,
                store,
                store,
                () -> now);
    }

    /** Another one, that knows no more than is on the disk. */
    void beginAgain() {
        tail.close();
        begin();
    }

    List<TableReport> poll() {
        return tail.poll();
    }

    void goOn(Duration time) {
        now = now.plus(time);
    }

    void expense(String name, LocalDateTime modified, String status) {
        app.insert("Volunteer Expense", name, modified, "status", status, "amount", 12.5, "volunteer", "V-1");
    }

    Event onlyEvent() {
        assertThat(store.events).hasSize(1);
        return store.events.values().iterator().next();
    }

    List<String> names() {
        return store.events.values().stream()
                .map(event -> event.reference().name())
                .toList();
    }

    static TableReport report(List<TableReport> reports, String document) {
        return reports.stream()
                .filter(each -> each.document().equals(document))
                .findFirst()
                .orElseThrow();
    }
}
