package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {
    private static final Instant RECORDED = Instant.parse("2026-03-04T12:00:01.000002Z");
    private static final UUID ID = EventId.of("verenigingen", "7");

    private static StoredEvent stored(byte[] personal) {
        return new StoredEvent(
                41,
                ID,
                RECORDED,
                Set.of(Flag.CONFLICT, Flag.UNKNOWN_STATUS),
                Events.event("club/app", "7", "{\"naam\":\"één\"}"),
                personal == null ? null : Bytes.of(personal));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws MalformedRecordException {
        StoredEvent stored = stored(new byte[] {1, 2, 3});
        assertThat(CanonicalBytes.read(CanonicalBytes.write(stored))).isEqualTo(stored);
    }

    @Test
    void whatIsAbsentStaysApartFromWhatIsEmpty() throws MalformedRecordException {
        Event empty = new Event("s", "o", "i", "", "", "", null, "", null, Events.NOON, "{}", null);
        StoredEvent stored = new StoredEvent(0, ID, RECORDED, Set.of(), empty, Bytes.of(new byte[0]));
        StoredEvent read = CanonicalBytes.read(CanonicalBytes.write(stored));
        assertThat(read).isEqualTo(stored);
        assertThat(read.event().actor()).isEmpty();
        assertThat(read.event().trace()).isNull();
    }

    @Test
    void theFormOfVersionOneNeverChanges() {
        Event event = new Event("s", "o", "i", "p", "a", "c", null, null, null, Instant.EPOCH, "{}", null);
        StoredEvent stored = new StoredEvent(1, new UUID(2, 3), Instant.EPOCH.plusSeconds(1), Set.of(), event, null);
        assertThat(CanonicalBytes.write(stored))
                .hasToString("01" + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000000"
                        + "00000000000f4240" + "00000000" + "0000000173" + "000000016f" + "0000000169" + "0000000170"
                        + "0000000161" + "0000000163" + "ffffffff" + "ffffffff" + "ffffffff" + "ffffffff"
                        + "000000027b7d" + "ffffffff");
    }

    @Test
    void aRecordThatIsCutAnywhereIsRefused() {
        byte[] whole = CanonicalBytes.write(stored(new byte[] {1})).toArray();
        for (int length = 0; length < whole.length; length++) {
            Bytes cut = Bytes.of(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> CanonicalBytes.read(cut)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void aRecordWithMoreBytesIsRefused() {
        byte[] whole = CanonicalBytes.write(stored(null)).toArray();
        assertThatThrownBy(() -> CanonicalBytes.read(Bytes.of(Arrays.copyOf(whole, whole.length + 1))))
                .hasMessage("1 bytes too many");
    }

    @Test
    void aFlipOfAnyBitIsRefusedOrReadAsAnotherEvent() throws MalformedRecordException {
        StoredEvent stored = stored(new byte[] {1});
        byte[] bytes = CanonicalBytes.write(stored).toArray();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(CanonicalBytes.read(Bytes.of(flipped))).isNotEqualTo(stored);
            } catch (MalformedRecordException refused) {
                assertThat(refused).message().isNotEmpty();
            }
        }
    }

    @Test
    void theLeafIsThatOfRfc9162() {
        // The leaf of no bytes, of the test vectors of Certificate Transparency.
        assertThat(LeafHash.of(Bytes.of(new byte[0])))
                .hasToString("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
}
