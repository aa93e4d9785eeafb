package nl.meldkamer.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;

class ItemReaderFuzzTest {

    private static final Producer PRODUCER =
            new Producer("fuzz", "club/app", "fuzz", new Credential.BearerToken("0123456789abcdef"), ZoneOffset.UTC, 1);
    private static final Map<Integer, Form> FORMS =
            Map.of(0, new EventForm(), 1, new FrappeForm(Declarations.builtIn("verenigingen")), 2, new ZabbixForm());

    @FuzzTest(maxDuration = "10m")
    void anyBytesBecomeEventsOrAreKeptApart(byte[] bytes) {
        for (Form form : FORMS.values()) {
            try {
                ItemReader.document(bytes, PRODUCER, form, 1000).forEach(item -> requireSound(item, bytes));
                ItemReader.lines(bytes, PRODUCER, form, 1000).forEach(item -> requireSound(item, bytes));
            } catch (Refusal refused) {
                assertThat(refused).hasMessageContaining("more than 1000 items");
            }
        }
    }

    private static void requireSound(Item item, byte[] bytes) {
        if (item instanceof Item.Unfit apart) {
            assertThat(apart.bytes().length).isBetween(0, bytes.length);
            assertThat(apart.reason()).isNotEmpty();
        } else {
            Event event = ((Item.Fit) item).event();
            for (String text : List.of(event.id(), event.process(), event.action(), event.status(), event.details()))
                assertThat(PlainJson.isPlain(text)).isTrue();
        }
    }
}
