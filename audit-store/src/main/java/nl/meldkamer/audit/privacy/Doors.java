package nl.meldkamer.audit.privacy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.privacy.Door.Admitted;
import org.jdbi.v3.core.Jdbi;

/**
 * The doors of all associations that have streams here. The first name of an association that has to be hidden asks the
 * database for the key. Thread-safe.
 */
public final class Doors {

    private final Jdbi database;
    private final DataKeys keys;
    private final Map<String, Door> doors = new ConcurrentHashMap<>();
    private final Map<String, BlindIndex> indexes = new ConcurrentHashMap<>();

    /** @param database as the writer, which makes the key of an index that has none */
    public Doors(Jdbi database, DataKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * The event as it can be stored.
     *
     * @throws IllegalStateException if the key that hides names does not fit the key file
     * @throws org.jdbi.v3.core.JdbiException if the database does not answer
     */
    public Admitted admit(Event event) {
        return doors.computeIfAbsent(Tenant.of(event.stream()), this::door).admit(event);
    }

    private Door door(String tenant) {
        return new Door(name -> indexes.computeIfAbsent(tenant, this::index).document(name));
    }

    private BlindIndex index(String tenant) {
        return database.inTransaction(transaction -> {
            try {
                return keys.index(transaction, tenant);
            } catch (BadKeyException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }
}
