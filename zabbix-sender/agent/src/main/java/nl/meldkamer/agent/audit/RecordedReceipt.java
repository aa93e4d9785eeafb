package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import nl.meldkamer.agent.config.SealSettings;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.ReceiptSigner;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.SignerKey;
import org.jdbi.v3.core.Jdbi;

/** The receipt for an event that was recorded by hand. */
final class RecordedReceipt {

    private RecordedReceipt() {}

    /** Signs it, and writes a new file; throws {@link AuditException} when either can't be done. The event is recorded. */
    static void write(AuditStore store, SealSettings settings, Event event, Path file) {
        SignerKey key = SigningKey.read(settings.key());
        Jdbi database = store.as(Role.READER);
        List<Long> numbers = new Prover(database, key.verifier()).numbers(event.stream(), event.source(), event.id());
        if (numbers.isEmpty())
            throw new AuditException("the daemon took the event, and it is not in stream '" + event.stream()
                    + "': look into the quarantine");
        String receipt = new ReceiptSigner(database, key)
                .receipt(event.stream(), numbers.get(numbers.size() - 1))
                .orElseThrow(() -> new AuditException("the event is gone from stream '" + event.stream() + "'"));
        try {
            Files.writeString(file, receipt, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new AuditException(
                    "the event is recorded, and its receipt can't be written to " + file + ": " + e, e);
        }
    }
}
