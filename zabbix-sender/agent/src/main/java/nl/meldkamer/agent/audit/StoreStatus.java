package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import org.jdbi.v3.core.JdbiException;

/** The figures of the audit store's own items. */
final class StoreStatus implements AuditStatus {

    private final AuditStore store;
    private final Proofs proofs;
    private final Writer writer;
    private final EventSpool spool;

    StoreStatus(AuditStore store, Proofs proofs, Writer writer, EventSpool spool) {
        this.store = store;
        this.proofs = proofs;
        this.writer = writer;
        this.spool = spool;
    }

    @Override
    public List<Stream> streams() {
        return asked(proofs::streams);
    }

    @Override
    public Store store() {
        return asked(() -> new Store(
                quarantined(),
                store.partitions().eventsOutside(),
                writer.statistics().waiting(),
                spooled(),
                proofs.failedAttempts()));
    }

    /** A database's own message may hold what stands in a row. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JdbiException e) {
            throw new IllegalStateException("the audit store's database does not answer", e);
        }
    }

    private long quarantined() {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.quarantine WHERE settled IS NULL")
                        .mapTo(Long.class)
                        .one());
    }

    private long spooled() {
        try {
            return spool.size();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the spool of events can't be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
