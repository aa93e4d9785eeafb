package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.WrittenStore.STREAM;
import static nl.meldkamer.audit.store.WrittenStore.first;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import nl.meldkamer.audit.Appended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two writers of one stream. */
class LeaseTest {

    @RegisterExtension
    final WrittenStore written = new WrittenStore();

    @Test
    void aSecondWriterIsRefusedUntilTheFirstLetsGo() {
        written.append(event(STREAM, "1"));
        try (Writer second = Writer.start(written.store(), WriterSettings.of("two"), null, InstantSource.system())) {
            assertThat(first(second.append(List.of(event(STREAM, "2")))))
                    .isEqualTo(new Appended.Refused("another writer has the stream " + STREAM));
            assertThat(first(second.append(List.of(event("its own", "2"))))).isEqualTo(new Appended.Stored(0));
            written.writer().close();
            assertThat(first(second.append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
        }
    }

    @Test
    void aWriterWhoseLeaseRanOutIsFencedOff() throws MalformedRecordException {
        written.append(event(STREAM, "1"));
        written.store()
                .as(Role.WRITER)
                .useHandle(handle -> handle.execute("UPDATE audit.stream SET until = '-infinity'"));
        try (Writer second = Writer.start(written.store(), WriterSettings.of("two"), null, InstantSource.system())) {
            assertThat(first(second.append(List.of(event(STREAM, "2"))))).isEqualTo(new Appended.Stored(1));
            assertThat(first(written.writer().append(List.of(event(STREAM, "3")))))
                    .isEqualTo(new Appended.Refused("another writer has the stream " + STREAM));
        }
        assertThat(written.stored()).extracting(event -> event.event().id()).containsExactly("1", "2");
    }
}
