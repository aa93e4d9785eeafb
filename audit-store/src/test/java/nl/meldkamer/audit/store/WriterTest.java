package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriterTest {
    private static final String STREAM = "club/app";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private AuditStore store;
    private Writer writer;

    @BeforeEach
    void open() throws StoreException {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), null, now::get);
    }

    @AfterEach
    void close() throws StoreException {
        writer.close();
        store.close();
    }

    private static Appended first(CompletableFuture<List<Appended>> outcomes) {
        return all(outcomes).get(0);
    }

    private static List<Appended> all(CompletableFuture<List<Appended>> outcomes) {
        return outcomes.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private List<StoredEvent> stored() throws MalformedRecordException {
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

    @Test
    void anEventIsStoredAsItsSourceSaidIt() throws MalformedRecordException {
        Event event = event(STREAM, "1", "{\"b\": 1, \"a\": \"\\u0000\", \"b\": 2.50}");
        assertThat(first(writer.append(List.of(event)))).isEqualTo(new Appended.Stored(0));
        assertThat(stored()).singleElement().satisfies(stored -> {
            assertThat(stored.event()).isEqualTo(event);
            assertThat(stored.flags()).isEmpty();
            assertThat(stored.eventId()).isEqualTo(EventId.of("verenigingen", "1"));
        });
    }

    @Test
    void theColumnsAndTheViewSayWhatTheBytesSay() {
        all(writer.append(List.of(event(STREAM, "1"))));
        Map<String, Object> row = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery(
                                "SELECT r.stream, r.seq, r.id, r.source, r.process, r.action,"
                                        + " r.status, r.reference_type, r.reference_name, r.actor, r.trace, r.occurred,"
                                        + " r.details ->> 'amount' AS amount, e.month FROM audit.record r JOIN audit.event e USING (seq)")
                        .mapToMap()
                        .one());
        assertThat(row)
                .containsEntry("stream", STREAM)
                .containsEntry("seq", 0L)
                .containsEntry("id", "1")
                .containsEntry("source", "verenigingen")
                .containsEntry("process", "Mandate Creation")
                .containsEntry("action", "mandate_created")
                .containsEntry("status", "Compliant")
                .containsEntry("reference_type", "SEPA Mandate")
                .containsEntry("reference_name", "MAN-1")
                .containsEntry("actor", "treasurer@example.org")
                .containsEntry("trace", null)
                .containsEntry("amount", "25.00")
                .containsEntry("occurred", java.sql.Timestamp.from(Events.NOON))
                .containsEntry("month", java.sql.Date.valueOf(Partitions.month(now.get())));
    }

    @Test
    void outcomesComeInTheOrderOfTheEvents() {
        List<Appended> outcomes = all(writer.append(events(STREAM, 0, 1200)));
        assertThat(outcomes)
                .isEqualTo(
                        LongStream.range(0, 1200).mapToObj(Appended.Stored::new).toList());
    }

    @Test
    void nothingIsAppendedAtOnce() {
        assertThat(all(writer.append(List.of()))).isEmpty();
    }

    @Test
    void aResendIsADuplicateAndNotStored() throws MalformedRecordException {
        all(writer.append(events(STREAM, 0, 3)));
        assertThat(all(writer.append(List.of(event(STREAM, "E1"), event(STREAM, "new"), event(STREAM, "E2")))))
                .containsExactly(new Appended.Duplicate(1), new Appended.Stored(3), new Appended.Duplicate(2));
        assertThat(stored()).hasSize(4);
    }

    @Test
    void twiceInOneBatchIsStoredOnce() throws MalformedRecordException {
        assertThat(all(writer.append(List.of(event(STREAM, "1"), event(STREAM, "1"), event(STREAM, "2")))))
                .containsExactly(new Appended.Stored(0), new Appended.Duplicate(0), new Appended.Stored(1));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aResendInALaterMonthIsStillADuplicate() {
        all(writer.append(List.of(event(STREAM, "1"))));
        now.updateAndGet(moment -> moment.plus(Duration.ofDays(200)));
        assertThat(first(writer.append(List.of(event(STREAM, "1"))))).isEqualTo(new Appended.Duplicate(0));
        assertThat(first(writer.append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
        assertThat(store.partitions().eventsOutside()).isZero();
    }

    @Test
    void anotherEventOfTheSameIdIsStoredAndFlaggedOnce() throws MalformedRecordException {
        all(writer.append(List.of(event(STREAM, "1"))));
        Event other = event(STREAM, "1", "{\"amount\": 99}");
        assertThat(all(writer.append(List.of(other, other))))
                .containsExactly(new Appended.Conflict(1, 0), new Appended.Duplicate(1));
        assertThat(first(writer.append(List.of(other)))).isEqualTo(new Appended.Duplicate(1));
        assertThat(stored()).extracting(StoredEvent::flags).containsExactly(Set.of(), Set.of(Flag.CONFLICT));
    }

    @Test
    void unknownWordsAreKeptAndFlagged() throws MalformedRecordException {
        Event odd = new Event(
                STREAM, "o", "1", "Tea Making", "boiled", "Lukewarm", null, null, null, Events.NOON, "{}", null);
        assertThat(first(writer.append(List.of(odd)))).isEqualTo(new Appended.Stored(0));
        assertThat(stored()).singleElement().satisfies(stored -> {
            assertThat(stored.event()).isEqualTo(odd);
            assertThat(stored.flags()).containsExactlyInAnyOrder(Flag.UNKNOWN_PROCESS, Flag.UNKNOWN_STATUS);
        });
    }

    @Test
    void whatCannotBeAnEventIsQuarantinedAndTheOthersStored() {
        Event noJson = event(STREAM, "2", "{\"amount\": ");
        Event nul = new Event(STREAM, "o\0", "3", "p", "a", "s", null, null, null, Events.NOON, "{}", null);
        Event half = event(STREAM, "4", "{\"a\": \"" + "\ud800" + "\"}");
        Event ancient = new Event(STREAM, "o", "5", "p", "a", "s", null, null, null, Instant.MIN, "{}", null);
        List<Appended> outcomes =
                all(writer.append(List.of(event(STREAM, "1"), noJson, nul, half, ancient, event(STREAM, "6"))));
        assertThat(outcomes.get(0)).isEqualTo(new Appended.Stored(0));
        assertThat(outcomes.get(5)).isEqualTo(new Appended.Stored(1));
        assertThat(outcomes.subList(1, 5)).allMatch(Appended.Quarantined.class::isInstance);
        assertThat(((Appended.Quarantined) outcomes.get(1)).reason()).isEqualTo("details is no JSON object");
        int kept = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.quarantine")
                        .mapTo(Integer.class)
                        .one());
        assertThat(kept).isEqualTo(4);
    }

    @Test
    void personalFieldsWithoutAKeyAreQuarantinedWithoutTheirValues() {
        Event plain = event(STREAM, "1");
        Event personal = new Event(
                plain.stream(),
                plain.source(),
                plain.id(),
                plain.process(),
                plain.action(),
                plain.status(),
                new Reference("Member", "M1"),
                null,
                null,
                plain.occurred(),
                "{}",
                new PersonalFields("M1", Map.of("name", "Secretperson"), Map.of()));
        assertThat(first(writer.append(List.of(personal)))).isInstanceOf(Appended.Quarantined.class);
        String shown = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT convert_from(bytes, 'UTF8') FROM audit.quarantine")
                        .mapTo(String.class)
                        .one());
        assertThat(shown).contains("name").doesNotContain("Secretperson");
    }

    @Test
    void aClockThatGoesBackNeverTakesTheRecordWithIt() throws MalformedRecordException {
        Instant start = now.get().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        now.set(start);
        all(writer.append(List.of(event(STREAM, "1"))));
        now.set(start.minusSeconds(3600));
        all(writer.append(List.of(event(STREAM, "2"))));
        now.set(start.plusSeconds(1));
        all(writer.append(List.of(event(STREAM, "3"))));
        assertThat(stored()).extracting(StoredEvent::recorded).containsExactly(start, start, start.plusSeconds(1));
        assertThat(stored())
                .extracting(StoredEvent::flags)
                .containsExactly(Set.of(), Set.of(Flag.CLOCK_WENT_BACK), Set.of());
    }

    @Test
    void whatHappensInTheFutureIsFlagged() throws MalformedRecordException {
        now.set(Events.NOON.minusSeconds(600));
        all(writer.append(List.of(event(STREAM, "1"))));
        assertThat(stored()).singleElement().extracting(StoredEvent::flags).isEqualTo(Set.of(Flag.FROM_THE_FUTURE));
    }

    @Test
    void thirtyTwoCallersGetEachNumberOnce() throws MalformedRecordException {
        int callers = 32;
        int each = 50;
        List<CompletableFuture<List<Appended>>> calls = IntStream.range(0, callers)
                .parallel()
                .mapToObj(caller -> IntStream.range(0, each)
                        .mapToObj(i -> writer.append(List.of(event(STREAM, caller + "-" + i))))
                        .toList())
                .flatMap(List::stream)
                .toList();
        Set<Long> numbers = new HashSet<>();
        for (var call : calls) numbers.add(((Appended.Stored) first(call)).seq());
        assertThat(numbers).hasSize(callers * each).contains(0L, 1599L);
        assertThat(stored()).hasSize(callers * each);
    }

    @Test
    void streamsAreNumberedApart() {
        assertThat(all(writer.append(List.of(event("b", "1"), event("a", "1"), event("b", "2")))))
                .containsExactly(new Appended.Stored(0), new Appended.Stored(0), new Appended.Stored(1));
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstLetsGo() {
        all(writer.append(List.of(event(STREAM, "1"))));
        try (Writer second = Writer.start(store, WriterSettings.of("two"), null, InstantSource.system())) {
            assertThat(first(second.append(List.of(event(STREAM, "2")))))
                    .isEqualTo(new Appended.Refused("another writer has the stream " + STREAM));
            assertThat(first(second.append(List.of(event("its own", "2"))))).isEqualTo(new Appended.Stored(0));
            writer.close();
            assertThat(first(second.append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
        }
    }

    @Test
    void aWriterWhoseLeaseRanOutIsFencedOff() throws MalformedRecordException {
        all(writer.append(List.of(event(STREAM, "1"))));
        store.as(Role.WRITER).useHandle(handle -> handle.execute("UPDATE audit.stream SET until = '-infinity'"));
        try (Writer second = Writer.start(store, WriterSettings.of("two"), null, InstantSource.system())) {
            assertThat(first(second.append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
            assertThat(first(writer.append(List.of(event(STREAM, "3")))))
                    .isEqualTo(new Appended.Refused("another writer has the stream " + STREAM));
        }
        assertThat(stored()).extracting(event -> event.event().id()).containsExactly("1", "2");
    }

    @Test
    void anEventOfACallersTransactionIsThereIfAndOnlyIfThatIsCommitted() throws MalformedRecordException {
        var database = store.as(Role.WRITER);
        database.useTransaction(handle -> writer.append(handle, event(STREAM, "committed")));
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    writer.append(handle, event(STREAM, "rolled back"));
                    throw new IllegalStateException("the caller's own");
                }))
                .hasMessage("the caller's own");
        Awaitility.await().until(() -> store.reader().stream(STREAM).isPresent());
        writer.close();
        assertThat(stored()).extracting(event -> event.event().id()).containsExactly("committed");
    }

    @Test
    void aFullQueueRefusesByName() throws StoreException {
        WriterSettings small = new WriterSettings(
                "small", 10, 1 << 20, 500, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50));
        try (Writer bounded = Writer.start(store, small, null, InstantSource.system())) {
            List<Appended> outcomes = all(bounded.append(events("other", 0, 1000)));
            assertThat(outcomes).contains(new Appended.Refused("too many events are waiting"), new Appended.Stored(0));
            long stored =
                    outcomes.stream().filter(Appended.Stored.class::isInstance).count();
            assertThat(store.reader().head(store.reader().stream("other").orElseThrow()))
                    .isEqualTo(stored);
            assertThat(bounded.statistics().refused()).isEqualTo(1000 - stored);
        }
    }

    @Test
    void aClosedWriterHasWrittenWhatItTookAndRefusesWhatComesAfter() throws MalformedRecordException {
        var taken = writer.append(events(STREAM, 0, 2000));
        assertThat(writer.close(Duration.ofSeconds(30))).isZero();
        assertThat(all(taken)).allMatch(Appended.Stored.class::isInstance);
        assertThat(first(writer.append(List.of(event(STREAM, "late")))))
                .isEqualTo(new Appended.Refused("the store is being closed"));
        assertThat(stored()).hasSize(2000);
    }

    @Test
    void theStatisticsCountEveryOutcome() {
        all(writer.append(
                List.of(event(STREAM, "1"), event(STREAM, "1"), event(STREAM, "1", "{}"), event(STREAM, "2", "no"))));
        WriterStatistics statistics = writer.statistics();
        assertThat(statistics.stored()).isEqualTo(1);
        assertThat(statistics.duplicates()).isEqualTo(1);
        assertThat(statistics.conflicts()).isEqualTo(1);
        assertThat(statistics.quarantined()).isEqualTo(1);
        assertThat(statistics.refused()).isZero();
        assertThat(statistics.slowest()).isPositive();
        Awaitility.await()
                .until(() -> writer.statistics().waiting() == 0
                        && writer.statistics().waitingBytes() == 0);
    }

    @Test
    void eventsAreFoundByReferenceAndById() throws MalformedRecordException {
        all(writer.append(events(STREAM, 0, 700)));
        List<Entry> found = new ArrayList<>();
        store.reader().about(new Reference("SEPA Mandate", "MAN-E600"), found::add);
        assertThat(found).extracting(Entry::seq).containsExactly(600L);
        int stream = store.reader().stream(STREAM).orElseThrow();
        assertThat(store.reader()
                        .event(stream, EventId.of("verenigingen", "E600"))
                        .orElseThrow())
                .isEqualTo(found.get(0));
        assertThat(store.reader().event(stream, EventId.of("verenigingen", "none")))
                .isEmpty();
        assertThat(store.reader().event(stream, 700)).isEmpty();
    }
}
