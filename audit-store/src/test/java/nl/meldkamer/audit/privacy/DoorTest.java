package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.Finding.Kind;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String IBAN = "NL91ABNA0417164300";

    private final Door door = new Door(new BlindIndex(new SecretKeySpec(new byte[32], "AES"))::document);

    @Test
    void aCleanEventPassesUnchanged() {
        Event event = event("1", "MANDATE-1", "jan@club.example", "{\"amount\": 12.50}");
        assertThat(door.admit(event)).isEqualTo(new Door.Admitted(event, List.of()));
        assertThat(door.admit(event).report()).isEmpty();
    }

    @Test
    void whatIsFoundIsMaskedAndToldOf() {
        Door.Admitted admitted = door.admit(event("1", "MANDATE-1", null, "{\"remark\":\"paid by " + IBAN + "\"}"));
        assertThat(admitted.event().toString()).doesNotContain("ABNA");
        assertThat(admitted.findings()).containsExactly(new Finding(Kind.IBAN, "details/remark", 1));
        Event report = admitted.report().orElseThrow();
        assertThat(report.id()).isEqualTo("1/privacy");
        assertThat(report.details()).contains("details/remark").doesNotContain("ABNA");
        assertThat(door.admit(report).findings()).isEmpty();
    }

    @Test
    void twoNamesWithTheSameMaskStayTwoNames() {
        Event one = door.admit(event("x " + IBAN, IBAN, null, "{}")).event();
        Event again = door.admit(event("x " + IBAN, IBAN, null, "{}")).event();
        // Ends in the same four digits, so that its mask is the same.
        Event other = door.admit(event("y " + IBAN, "x" + IBAN, null, "{}")).event();
        assertThat(one).isEqualTo(again);
        assertThat(one.id()).startsWith("hmac:").isNotEqualTo(other.id());
        assertThat(one.reference()).isNotEqualTo(other.reference());
    }

    @Test
    void anActorMayBeAnAddressButNoAccountNumber() {
        assertThat(door.admit(event("1", "M", "jan@club.example", "{}")).event().actor())
                .isEqualTo("jan@club.example");
        assertThat(door.admit(event("1", "M", IBAN, "{}")).event().actor()).isEqualTo("NL•• •••• •••• ••43 00");
    }

    private static Event event(String id, String reference, String actor, String details) {
        return new Event(
                "club/app",
                "app",
                id,
                "Mandate Creation",
                "mandate_created",
                "Compliant",
                new Reference("SEPA Mandate", reference),
                actor,
                null,
                Instant.EPOCH,
                details,
                null);
    }
}
