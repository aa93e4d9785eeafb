package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.WrittenStore.STREAM;
import static nl.meldkamer.audit.store.WrittenStore.first;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that are odd, which are kept, and what can be none, which is kept apart. */
class OddEventTest {

    @RegisterExtension
    final WrittenStore written = new WrittenStore();

    @Test
    void unknownWordsAreKeptAndFlagged() throws MalformedRecordException {
        Event odd = new Event(
                STREAM, "o", "1", "Tea Making", "boiled", "Lukewarm", null, null, null, Events.NOON, "{}", null);
        assertThat(first(written.writer().append(List.of(odd)))).isEqualTo(new Appended.Stored(0));
        assertThat(written.stored()).singleElement().satisfies(stored -> {
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
        List<Appended> outcomes = written.append(event(STREAM, "1"), noJson, nul, half, ancient, event(STREAM, "6"));
        assertThat(outcomes.get(0)).isEqualTo(new Appended.Stored(0));
        assertThat(outcomes.get(5)).isEqualTo(new Appended.Stored(1));
        assertThat(outcomes.subList(1, 5)).allMatch(Appended.Quarantined.class::isInstance);
        assertThat(((Appended.Quarantined) outcomes.get(1)).reason()).isEqualTo("details is no JSON object");
        int kept = written.store()
                .as(Role.READER)
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
        assertThat(first(written.writer().append(List.of(personal)))).isInstanceOf(Appended.Quarantined.class);
        String shown = written.store()
                .as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT convert_from(bytes, 'UTF8') FROM audit.quarantine")
                        .mapTo(String.class)
                        .one());
        assertThat(shown).contains("name").doesNotContain("Secretperson");
    }

    @Test
    void aClockThatGoesBackNeverTakesTheRecordWithIt() throws MalformedRecordException {
        Instant start = written.now.get().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        written.now.set(start);
        written.append(event(STREAM, "1"));
        written.now.set(start.minusSeconds(3600));
        written.append(event(STREAM, "2"));
        written.now.set(start.plusSeconds(1));
        written.append(event(STREAM, "3"));
        assertThat(written.stored())
                .extracting(StoredEvent::recorded)
                .containsExactly(start, start, start.plusSeconds(1));
        assertThat(written.stored())
                .extracting(StoredEvent::flags)
                .containsExactly(Set.of(), Set.of(Flag.CLOCK_WENT_BACK), Set.of());
    }

    @Test
    void whatHappensInTheFutureIsFlagged() throws MalformedRecordException {
        written.now.set(Events.NOON.minusSeconds(600));
        written.append(event(STREAM, "1"));
        assertThat(written.stored())
                .singleElement()
                .extracting(StoredEvent::flags)
                .isEqualTo(Set.of(Flag.FROM_THE_FUTURE));
    }
}
