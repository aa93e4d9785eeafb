package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few rows are inserted and many are copied. */
class RowsTest {
    private static final int FEW = 60;
    private static final int MANY = 300;
    private static final String COLUMNS =
            "seq, month, event_id, source, process, action, status, flags, reference_type,"
                    + " reference_name, actor, occurred, recorded";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant now = Instant.now();
    private AuditStore store;
    private Writer writer;

    @BeforeEach
    void open() throws StoreException {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.fixed(now));
    }

    @AfterEach
    void close() throws StoreException {
        writer.close();
        store.close();
    }

    private List<Appended> append(List<Event> events) {
        return writer.append(events).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void store(List<Event> events) {
        assertThat(append(events)).as("seed %d", seed).allMatch(Appended.Stored.class::isInstance);
    }

    private String text() {
        return List.of("", "a", "Lid", "één", "\uD83D\uDE00", "x\ty\\N\"{}',", "NULL", "x".repeat(70_000))
                .get(random.nextInt(random.nextInt(20) == 0 ? 8 : 7));
    }

    private Instant moment() {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.parse("0001-01-01T00:00:00Z").plusNanos(random.nextInt(2_000_000));
            case 1 -> Instant.parse("9999-12-31T23:59:59.999999Z").minusNanos(random.nextInt(2_000_000));
            case 2 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            default -> now.plusSeconds(random.nextInt(2_000) - 1_000);
        };
    }

    private Event event(int number) {
        return new Event(
                "few",
                "verenigingen",
                "E" + number,
                random.nextBoolean() ? "Termination" : text(),
                text(),
                random.nextBoolean() ? "Compliant" : text(),
                random.nextBoolean() ? null : new Reference("Member", "M" + random.nextInt(9)),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : text(),
                moment(),
                "{\"n\": " + random.nextInt() + "}",
                null);
    }

    private static Event in(String stream, Event event) {
        return new Event(
                stream,
                event.source(),
                event.id(),
                event.process(),
                event.action(),
                event.status(),
                event.reference(),
                event.actor(),
                event.trace(),
                event.occurred(),
                event.details(),
                null);
    }

    @Test
    void aRowIsTheSameWhetherItIsInsertedOrCopied() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < MANY; i++) events.add(event(i));
        for (int i = 0; i < MANY; i += FEW) store(events.subList(i, i + FEW));
        store(events.stream().map(event -> in("many", event)).toList());
        assertThat(rows("few")).as("seed %d", seed).hasSize(MANY).isEqualTo(rows("many"));
    }

    private List<String> rows(String stream) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT (" + COLUMNS + ", identity.content IS NOT NULL,"
                                + " leaf = sha256('\\x00'::bytea || canonical))::text FROM audit.event"
                                + " JOIN audit.identity USING (stream, seq, event_id)"
                                + " WHERE stream = (SELECT id FROM audit.stream WHERE name = :name) ORDER BY seq")
                        .bind("name", stream)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aColumnSaysTheMomentThatTheBytesSay() throws MalformedRecordException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < FEW; i++) events.add(event(i));
        store(events);
        List<Instant> columns = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT occurred FROM audit.event ORDER BY seq")
                        .mapTo(java.time.OffsetDateTime.class)
                        .map(java.time.OffsetDateTime::toInstant)
                        .list());
        List<Entry> entries = new ArrayList<>();
        store.reader().range(store.reader().stream("few").orElseThrow(), 0, FEW, entries::add);
        for (int i = 0; i < FEW; i++)
            assertThat(columns.get(i))
                    .as("seed %d", seed)
                    .isEqualTo(entries.get(i).event().event().occurred());
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void oneThatTheDatabaseCannotTakeIsQuarantinedAndTheOthersStored(int count) {
        StringBuilder name = new StringBuilder();
        while (name.length() < 20_000) name.append((char) (' ' + 1 + random.nextInt(90)));
        List<Event> events = new ArrayList<>(Events.events("s", 0, count));
        Event odd = events.get(count / 2);
        events.set(
                count / 2,
                new Event(
                        "s",
                        odd.source(),
                        odd.id(),
                        odd.process(),
                        odd.action(),
                        odd.status(),
                        new Reference("Member", name.toString()),
                        null,
                        null,
                        odd.occurred(),
                        "{}",
                        null));
        List<Appended> outcomes = append(events);
        assertThat(outcomes.get(count / 2)).isInstanceOf(Appended.Quarantined.class);
        assertThat(outcomes).filteredOn(Appended.Stored.class::isInstance).hasSize(count - 1);
    }
}
