package nl.meldkamer.audit.seal;

import java.util.Optional;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.Receipt;
import nl.meldkamer.audit.tree.SignerKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Gives out receipts for events that are committed, sealed or not. Thread-safe. */
public final class ReceiptSigner {
    private final Jdbi database;
    private final SignerKey key;

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#READER}. */
    public ReceiptSigner(Jdbi database, SignerKey key) {
        this.database = database;
        this.key = key;
    }

    /** A {@link Receipt} as it is sent, for the event of this number; empty when the stream has none. */
    public Optional<String> receipt(String stream, long seq) {
        return database.withHandle(handle -> StreamName.find(handle, stream)
                .flatMap(name -> leaf(handle, name, seq).map(leaf -> sign(name, seq, leaf))));
    }

    private static Optional<Hash> leaf(Handle handle, StreamName stream, long seq) {
        return handle.createQuery("SELECT leaf FROM audit.event WHERE stream = :stream AND seq = :seq")
                .bind("stream", stream.id())
                .bind("seq", seq)
                .map((row, context) -> Hash.of(row.getBytes(1)))
                .findFirst();
    }

    private String sign(StreamName stream, long seq, Hash leaf) {
        return new Receipt(stream.origin(key.verifier()), seq, leaf).sign(key).toString();
    }
}
