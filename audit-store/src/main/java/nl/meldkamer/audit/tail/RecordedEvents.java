package nl.meldkamer.audit.tail;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jdbi.v3.core.Jdbi;

/** Looks events up by what makes them known as resends, which stays when their month is dropped. Thread-safe. */
public final class RecordedEvents implements Sweep.Recorded {

    private final Jdbi database;

    public RecordedEvents(AuditStore store) {
        database = store.as(Role.READER);
    }

    @Override
    public Set<UUID> among(String stream, Collection<UUID> ids) {
        return database.withHandle(
                handle -> handle.createQuery("SELECT event_id FROM audit.identity WHERE event_id = ANY (:ids)"
                                + " AND stream = (SELECT id FROM audit.stream WHERE name = :stream)")
                        .bindArray("ids", UUID.class, ids)
                        .bind("stream", stream)
                        .mapTo(UUID.class)
                        .set());
    }
}
