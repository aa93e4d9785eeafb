package nl.meldkamer.audit.store;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to its number.
 *
 * @param unnumbered its bytes, without number and personal fields
 * @param content what its source said, in 128 bits: resends have the same
 * @param encrypted its personal fields, when they are encrypted already
 * @param objection why it can't be stored as an event; its bytes are then no record, but what it can be shown as
 */
record Incoming(
        Event event,
        UUID eventId,
        Bytes unnumbered,
        UUID content,
        PersonalCipher.@Nullable Encrypted encrypted,
        @Nullable String objection) {

    static Incoming of(Event event) {
        UUID eventId = EventId.of(event.source(), event.id());
        Bytes unnumbered = CanonicalBytes.write(eventId, event, null);
        return new Incoming(event, eventId, unnumbered, Sha256.truncated(unnumbered), null, null);
    }

    static Incoming objectionable(Event event, String objection) {
        Bytes shown = Bytes.owned(event.toString().getBytes(StandardCharsets.UTF_8));
        UUID eventId = EventId.of(event.source(), event.id());
        return new Incoming(event, eventId, shown, Sha256.truncated(shown), null, objection);
    }

    /** Whether it can be stored, and as it is. */
    boolean isPlain() {
        return objection == null && event.personal() == null;
    }

    Incoming with(PersonalCipher.Encrypted personal) {
        UUID content = Sha256.truncated(CanonicalBytes.write(eventId, event, personal.fingerprint()));
        return new Incoming(event, eventId, unnumbered, content, personal, objection);
    }

    int size() {
        return unnumbered.length();
    }

    /** Its bytes but for its number. */
    Bytes record() {
        return encrypted == null ? unnumbered : CanonicalBytes.write(eventId, event, encrypted.ciphertext());
    }
}
