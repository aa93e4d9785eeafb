package nl.meldkamer.audit.store;

import nl.meldkamer.audit.Event;
import org.jdbi.v3.core.Handle;

/** Makes ciphertext of personal fields. Used by several threads at once. */
public interface PersonalCipher {
    /**
     * Makes ciphertext of one event's personal fields, which it has. The ciphertext is bound to the event: in the place
     * of another's it can't be read.
     *
     * <p>Called inside the transaction that stores the event, so that a key made for it is there if and only if the
     * event is. That transaction may yet be rolled back and tried again: remember no key that was made in it.
     */
    Encrypted encrypt(Handle transaction, Event event);

    /**
     * Personal fields as they are stored.
     *
     * @param ciphertext stored, hashed into the event's leaf, and opaque to the store
     * @param fingerprint the same for the same fields of the same person, so that a resend is known as one; under a key
     *     of that person, so that it says nothing once that is gone
     */
    record Encrypted(Bytes ciphertext, Bytes fingerprint) {}
}
