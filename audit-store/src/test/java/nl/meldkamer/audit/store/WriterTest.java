package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.Events.events;
import static nl.meldkamer.audit.store.WrittenStore.STREAM;
import static nl.meldkamer.audit.store.WrittenStore.all;
import static nl.meldkamer.audit.store.WrittenStore.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written, under which number, and that each caller is told. */
class WriterTest {

    @RegisterExtension
    final WrittenStore written = new WrittenStore();

    @Test
    void anEventIsStoredAsItsSourceSaidIt() throws MalformedRecordException {
        Event event = event(STREAM, "1", "{\"b\": 1, \"a\": \"\\u0000\", \"b\": 2.50}");
        assertThat(first(written.writer().append(List.of(event)))).isEqualTo(new Appended.Stored(0));
        assertThat(written.stored()).singleElement().satisfies(stored -> {
            assertThat(stored.event()).isEqualTo(event);
            assertThat(stored.flags()).isEmpty();
            assertThat(stored.eventId()).isEqualTo(EventId.of("verenigingen", "1"));
        });
    }

    @Test
    void theColumnsAndTheViewSayWhatTheBytesSay() {
        written.append(event(STREAM, "1"));
        Map<String, Object> row = written.store()
                .as(Role.READER)
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
                .containsEntry("month", java.sql.Date.valueOf(Partitions.month(written.now.get())));
    }

    @Test
    void outcomesComeInTheOrderOfTheEvents() {
        List<Appended> outcomes = all(written.writer().append(events(STREAM, 0, 1200)));
        assertThat(outcomes)
                .isEqualTo(
                        LongStream.range(0, 1200).mapToObj(Appended.Stored::new).toList());
    }

    @Test
    void nothingIsAppendedAtOnce() {
        assertThat(written.append()).isEmpty();
    }

    @Test
    void thirtyTwoCallersGetEachNumberOnce() throws MalformedRecordException {
        int callers = 32;
        int each = 50;
        List<CompletableFuture<List<Appended>>> calls = IntStream.range(0, callers)
                .parallel()
                .mapToObj(caller -> IntStream.range(0, each)
                        .mapToObj(i -> written.writer().append(List.of(event(STREAM, caller + "-" + i))))
                        .toList())
                .flatMap(List::stream)
                .toList();
        Set<Long> numbers = new HashSet<>();
        for (var call : calls) numbers.add(((Appended.Stored) first(call)).seq());
        assertThat(numbers).hasSize(callers * each).contains(0L, 1599L);
        assertThat(written.stored()).hasSize(callers * each);
    }

    @Test
    void streamsAreNumberedApart() {
        assertThat(written.append(event("b", "1"), event("a", "1"), event("b", "2")))
                .containsExactly(new Appended.Stored(0), new Appended.Stored(0), new Appended.Stored(1));
    }

    @Test
    void anEventOfACallersTransactionIsThereIfAndOnlyIfThatIsCommitted() throws MalformedRecordException {
        var database = written.store().as(Role.WRITER);
        database.useTransaction(handle -> written.writer().append(handle, event(STREAM, "committed")));
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    written.writer().append(handle, event(STREAM, "rolled back"));
                    throw new IllegalStateException("the caller's own");
                }))
                .hasMessage("the caller's own");
        Awaitility.await().until(() -> written.store().reader().stream(STREAM).isPresent());
        written.writer().close();
        assertThat(written.stored()).extracting(event -> event.event().id()).containsExactly("committed");
    }

    @Test
    void aFullQueueRefusesByName() throws StoreException {
        WriterSettings small = new WriterSettings(
                "small", 10, 1 << 20, 500, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50));
        try (Writer bounded = Writer.start(written.store(), small, null, InstantSource.system())) {
            List<Appended> outcomes = all(bounded.append(events("other", 0, 1000)));
            assertThat(outcomes).contains(new Appended.Refused("too many events are waiting"), new Appended.Stored(0));
            long stored =
                    outcomes.stream().filter(Appended.Stored.class::isInstance).count();
            assertThat(written.store()
                            .reader()
                            .head(written.store().reader().stream("other").orElseThrow()))
                    .isEqualTo(stored);
            assertThat(bounded.statistics().refused()).isEqualTo(1000 - stored);
        }
    }

    @Test
    void aClosedWriterHasWrittenWhatItTookAndRefusesWhatComesAfter() throws MalformedRecordException {
        var taken = written.writer().append(events(STREAM, 0, 2000));
        assertThat(written.writer().close(Duration.ofSeconds(30))).isZero();
        assertThat(all(taken)).allMatch(Appended.Stored.class::isInstance);
        assertThat(first(written.writer().append(List.of(event(STREAM, "late")))))
                .isEqualTo(new Appended.Refused("the store is being closed"));
        assertThat(written.stored()).hasSize(2000);
    }

    @Test
    void theStatisticsCountEveryOutcome() {
        written.append(event(STREAM, "1"), event(STREAM, "1"), event(STREAM, "1", "{}"), event(STREAM, "2", "no"));
        WriterStatistics statistics = written.writer().statistics();
        assertThat(statistics.stored()).isEqualTo(1);
        assertThat(statistics.duplicates()).isEqualTo(1);
        assertThat(statistics.conflicts()).isEqualTo(1);
        assertThat(statistics.quarantined()).isEqualTo(1);
        assertThat(statistics.refused()).isZero();
        assertThat(statistics.slowest()).isPositive();
        Awaitility.await()
                .until(() -> written.writer().statistics().waiting() == 0
                        && written.writer().statistics().waitingBytes() == 0);
    }

    @Test
    void eventsAreFoundByReferenceAndById() throws MalformedRecordException {
        all(written.writer().append(events(STREAM, 0, 700)));
        List<Entry> found = new ArrayList<>();
        written.store().reader().about(new Reference("SEPA Mandate", "MAN-E600"), found::add);
        assertThat(found).extracting(Entry::seq).containsExactly(600L);
        int stream = written.store().reader().stream(STREAM).orElseThrow();
        assertThat(written.store()
                        .reader()
                        .event(stream, EventId.of("verenigingen", "E600"))
                        .orElseThrow())
                .isEqualTo(found.get(0));
        assertThat(written.store().reader().event(stream, EventId.of("verenigingen", "none")))
                .isEmpty();
        assertThat(written.store().reader().event(stream, 700)).isEmpty();
    }
}
