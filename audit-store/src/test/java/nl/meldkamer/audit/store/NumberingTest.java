package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final String STREAM = "club/app";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private StoreSettings.Server settings;
    private AuditStore store;
    private Writer writer;

    @BeforeEach
    void open() throws StoreException {
        settings = RealPostgreSql.shared().newDatabase();
        store = AuditStore.open(settings);
        writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system());
    }

    @AfterEach
    void close() throws StoreException {
        writer.close();
        store.close();
    }

    private static List<Appended> all(CompletableFuture<List<Appended>> outcomes) {
        return outcomes.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What should become of events: numbers by content, by id. */
    private static final class Model {
        private final Map<String, TreeMap<Long, String>> held = new HashMap<>();
        private long head;

        Appended append(Event event) {
            TreeMap<Long, String> contents = held.computeIfAbsent(event.id(), id -> new TreeMap<>());
            for (var earlier : contents.entrySet())
                if (earlier.getValue().equals(event.details())) return new Appended.Duplicate(earlier.getKey());
            Appended outcome =
                    contents.isEmpty() ? new Appended.Stored(head) : new Appended.Conflict(head, contents.firstKey());
            contents.put(head++, event.details());
            return outcome;
        }
    }

    /** Some with a time first, which are before, among and after those that are there; some without. */
    private String id() {
        long number = random.nextInt(1_500);
        if (random.nextInt(4) == 0) return "E" + number;
        return new UUID(number << 20 | 0x7000, 0x8000000000000000L).toString();
    }

    private List<Event> some(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) events.add(Events.event(STREAM, id(), "{\"n\": " + random.nextInt(3) + "}"));
        return events;
    }

    @Test
    void resendsAndConflictsAreKnownInWhateverOrderAndNumberTheyCome() {
        Model model = new Model();
        for (int round = 0; round < 40; round++) {
            List<Event> events = some(1 + random.nextInt(round % 4 == 0 ? 600 : 40));
            List<Appended> expected = events.stream().map(model::append).toList();
            assertThat(all(writer.append(events)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whoLosesTheStreamWhileItNumbersNumbersNothing() throws SQLException {
        all(writer.append(List.of(Events.event(STREAM, "1"))));
        CompletableFuture<List<Appended>> late = store.as(Role.WRITER).inTransaction(other -> {
            other.execute(
                    "UPDATE audit.stream SET owner = 'two', fence = fence + 1, until = now() + interval '1 hour'");
            var waiting = writer.append(List.of(Events.event(STREAM, "2")));
            awaitALock();
            return waiting;
        });
        assertThat(all(late)).containsExactly(new Appended.Refused("another writer has the stream " + STREAM));
        EventReader reader = store.reader();
        assertThat(reader.head(reader.stream(STREAM).orElseThrow())).isOne();
    }

    private void awaitALock() throws SQLException {
        try (var connection = DriverManager.getConnection(settings.url());
                var query = connection.prepareStatement("SELECT FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND datname = current_database()")) {
            Awaitility.await().until(() -> query.executeQuery().next());
        }
    }
}
