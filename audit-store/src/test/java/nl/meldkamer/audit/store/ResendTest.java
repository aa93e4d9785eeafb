package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.Events.events;
import static nl.meldkamer.audit.store.WrittenStore.STREAM;
import static nl.meldkamer.audit.store.WrittenStore.all;
import static nl.meldkamer.audit.store.WrittenStore.first;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes more than once. */
class ResendTest {

    @RegisterExtension
    final WrittenStore written = new WrittenStore();

    @Test
    void aResendIsADuplicateAndNotStored() throws MalformedRecordException {
        all(written.writer().append(events(STREAM, 0, 3)));
        assertThat(written.append(event(STREAM, "E1"), event(STREAM, "new"), event(STREAM, "E2")))
                .containsExactly(new Appended.Duplicate(1), new Appended.Stored(3), new Appended.Duplicate(2));
        assertThat(written.stored()).hasSize(4);
    }

    @Test
    void twiceInOneBatchIsStoredOnce() throws MalformedRecordException {
        assertThat(written.append(event(STREAM, "1"), event(STREAM, "1"), event(STREAM, "2")))
                .containsExactly(new Appended.Stored(0), new Appended.Duplicate(0), new Appended.Stored(1));
        assertThat(written.stored()).hasSize(2);
    }

    @Test
    void aResendInALaterMonthIsStillADuplicate() {
        written.append(event(STREAM, "1"));
        written.now.updateAndGet(moment -> moment.plus(Duration.ofDays(200)));
        assertThat(first(written.writer().append(List.of(event(STREAM, "1"))))).isEqualTo(new Appended.Duplicate(0));
        assertThat(first(written.writer().append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
        assertThat(written.store().partitions().eventsOutside()).isZero();
    }

    @Test
    void anotherEventOfTheSameIdIsStoredAndFlaggedOnce() throws MalformedRecordException {
        written.append(event(STREAM, "1"));
        Event other = event(STREAM, "1", "{\"amount\": 99}");
        assertThat(written.append(other, other))
                .containsExactly(new Appended.Conflict(1, 0), new Appended.Duplicate(1));
        assertThat(first(written.writer().append(List.of(other)))).isEqualTo(new Appended.Duplicate(1));
        assertThat(written.stored()).extracting(StoredEvent::flags).containsExactly(Set.of(), Set.of(Flag.CONFLICT));
    }
}
