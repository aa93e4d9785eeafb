package nl.meldkamer.audit.privacy;

import java.util.HexFormat;
import java.util.Optional;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;

/** The heads of the checkpoints that are in the store now; does not wait for another. Thread-safe. */
public final class CheckpointHeads implements TreeHeads {

    private final AuditStore store;

    public CheckpointHeads(AuditStore store) {
        this.store = store;
    }

    @Override
    public Optional<Head> covering(String stream, long size) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT size, root FROM audit.checkpoint WHERE size >= :size"
                                + " AND stream = (SELECT id FROM audit.stream WHERE name = :stream)"
                                + " ORDER BY size DESC LIMIT 1")
                        .bind("size", size)
                        .bind("stream", stream)
                        .map((row, context) ->
                                new Head(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))))
                        .findOne());
    }
}
