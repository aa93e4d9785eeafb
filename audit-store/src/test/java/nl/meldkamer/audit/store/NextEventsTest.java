package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.WrittenStore.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that are stored in one statement, and those for which it takes a transaction. */
class NextEventsTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @RegisterExtension
    final WrittenStore written = new WrittenStore();

    private final StreamTable streams = new StreamTable("one", LEASE);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    /** The stream is ours and has one event, as after a transaction. */
    @BeforeEach
    void take() throws SQLException {
        written.store().as(Role.WRITER).useTransaction(transaction -> {
            new BatchTransaction(transaction, streams, null, now, waiting(event(STREAM, "0"))).store();
        });
    }

    private static List<Waiting> waiting(Event... events) {
        Submission nobody = new Submission(events.length, outcome -> {});
        List<Waiting> batch = new ArrayList<>();
        for (Event each : events) batch.add(new Waiting(nobody, batch.size(), Incoming.of(each)));
        return batch;
    }

    private Optional<List<Appended>> store(Event... events) {
        NextEvents next = NextEvents.of(waiting(events), streams).orElseThrow();
        return written.store().as(Role.WRITER).withHandle(handle -> next.store(handle, LEASE, now));
    }

    private List<String> ids() throws MalformedRecordException {
        return written.stored().stream().map(stored -> stored.event().id()).toList();
    }

    @Test
    void newEventsAreStoredAndCommittedOneAfterTheOther() throws MalformedRecordException {
        assertThat(store(event(STREAM, "1"), event(STREAM, "2")))
                .contains(List.of(new Appended.Stored(1), new Appended.Stored(2)));
        assertThat(store(event(STREAM, "3"))).contains(List.of(new Appended.Stored(3)));
        assertThat(ids()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void noneIsStoredWhenTheStreamHasOneOfThemOrAnotherOfItsId() throws MalformedRecordException {
        assertThat(store(event(STREAM, "1"), event(STREAM, "0"))).isEmpty();
        assertThat(store(event(STREAM, "1"), event(STREAM, "0", "{}"))).isEmpty();
        assertThat(ids()).containsExactly("0");
        assertThat(store(event(STREAM, "1"))).contains(List.of(new Appended.Stored(1)));
    }

    @Test
    void noneIsStoredWhenAnotherHasTheStream() throws MalformedRecordException {
        written.store()
                .as(Role.WRITER)
                .useHandle(handle -> handle.execute("UPDATE audit.stream SET owner = 'two', fence = fence + 1"));
        assertThat(store(event(STREAM, "1"))).isEmpty();
        assertThat(ids()).containsExactly("0");
    }

    @Test
    void noneIsStoredWhenTheStreamHasGoneOn() throws MalformedRecordException {
        Head earlier = streams.head(STREAM).orElseThrow();
        assertThat(store(event(STREAM, "1"))).isPresent();
        streams.reached(STREAM, earlier);
        assertThat(store(event(STREAM, "2"))).isEmpty();
        assertThat(ids()).containsExactly("0", "1");
    }

    @Test
    void whatWasNotStoredIsNoTryThatMayHaveSucceeded() {
        List<Waiting> known = waiting(event(STREAM, "0"));
        NextEvents next = NextEvents.of(known, streams).orElseThrow();
        written.store()
                .as(Role.WRITER)
                .useHandle(handle -> assertThat(next.store(handle, LEASE, now)).isEmpty());
        assertThat(known.get(0).triedAs(1)).isNull();
    }

    @Test
    void anEventIsNeverRecordedBeforeTheOneBeforeIt() throws MalformedRecordException {
        NextEvents next = NextEvents.of(waiting(event(STREAM, "1")), streams).orElseThrow();
        written.store().as(Role.WRITER).useHandle(handle -> next.store(handle, LEASE, now.minusSeconds(60)));
        StoredEvent second = written.stored().get(1);
        assertThat(second.recorded()).isEqualTo(now);
        assertThat(second.flags()).contains(Flag.CLOCK_WENT_BACK);
    }

    @Test
    void aTransactionIsNeededForManyForSeveralStreamsForTheSameTwiceAndForPersonalFields() {
        assertThat(next(Events.events(STREAM, 0, 101).toArray(Event[]::new))).isEmpty();
        assertThat(next(event(STREAM, "1"), event("another", "2"))).isEmpty();
        assertThat(next(event(STREAM, "1"), event(STREAM, "1"))).isEmpty();
        assertThat(next(event("another", "1"))).isEmpty();
        Event plain = event(STREAM, "1");
        assertThat(next(new Event(
                        plain.stream(),
                        plain.source(),
                        plain.id(),
                        plain.process(),
                        plain.action(),
                        plain.status(),
                        plain.reference(),
                        plain.actor(),
                        plain.trace(),
                        plain.occurred(),
                        plain.details(),
                        new PersonalFields("M1", Map.of("name", "Secretperson"), Map.of()))))
                .isEmpty();
        assertThat(next(plain)).isPresent();
        streams.forget();
        assertThat(next(plain)).isEmpty();
    }

    private Optional<NextEvents> next(Event... events) {
        return NextEvents.of(waiting(events), streams);
    }
}
