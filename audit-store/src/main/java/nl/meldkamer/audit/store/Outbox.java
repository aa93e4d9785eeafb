package nl.meldkamer.audit.store;

import nl.meldkamer.audit.Event;
import org.jdbi.v3.core.Handle;

/**
 * Events that belong to a change in the store's own tables (pattern "transactional outbox"): recorded if and only if
 * that is committed, by the writer that next runs. It may be another program's.
 */
public final class Outbox {
    private Outbox() {}

    /**
     * Adds an event without personal fields in a transaction of a role that may insert into {@code audit.pending}.
     *
     * @throws IllegalArgumentException when it can't be stored as an event
     */
    public static void add(Handle transaction, Event event) {
        if (event.personal() != null) throw new IllegalArgumentException("personal fields need the writer's key");
        PendingTable.add(transaction, Incoming.of(checked(event)));
    }

    /** Adds an event of any kind, as above. */
    public static void add(Handle transaction, Event event, PersonalCipher cipher) {
        Incoming incoming = Incoming.of(checked(event));
        PendingTable.add(
                transaction,
                event.personal() == null ? incoming : incoming.with(cipher.encrypt(transaction, incoming.event())));
    }

    private static Event checked(Event event) {
        Intake.objection(event).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return event;
    }
}
