package nl.meldkamer.audit.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import org.jdbi.v3.core.Jdbi;

/**
 * Appends by way of the outbox, for a program beside the one that has the streams: all events of a call are committed
 * there together, and the writer that next runs numbers them. The number that it answers is -1, since there is none
 * yet. Thread-safe.
 */
public final class TransactionalLog implements EventLog {

    private static final long NOT_YET = -1;

    private final Jdbi database;
    private final PersonalCipher cipher;

    /** @param database as the writer */
    public TransactionalLog(Jdbi database, PersonalCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        database.useTransaction(transaction -> events.forEach(event -> Outbox.add(transaction, event, cipher)));
        return CompletableFuture.completedFuture(events.stream()
                .map(event -> (Appended) new Appended.Stored(NOT_YET))
                .toList());
    }
}
