package nl.meldkamer.audit.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Events that were appended inside a transaction of the caller's own. They get their numbers later: giving them out
 * inside that transaction would let nobody else write to the stream until it ends.
 */
final class PendingTable {
    private PendingTable() {}

    static void add(Handle transaction, Incoming incoming) {
        PersonalCipher.Encrypted personal = incoming.encrypted();
        transaction
                .createUpdate("INSERT INTO audit.pending (event, personal, fingerprint)"
                        + " VALUES (:event, :personal, :fingerprint)")
                .bind("event", incoming.unnumbered().toArray())
                .bind(
                        "personal",
                        personal == null ? null : personal.ciphertext().toArray())
                .bind(
                        "fingerprint",
                        personal == null ? null : personal.fingerprint().toArray())
                .execute();
    }

    /** The oldest that are committed, by number; nobody else gets them until the transaction ends. */
    static Map<Long, Incoming> oldest(Handle transaction, int most) {
        Map<Long, Incoming> oldest = new TreeMap<>();
        transaction
                .createQuery("SELECT id, event, personal, fingerprint FROM audit.pending ORDER BY id LIMIT :most"
                        + " FOR UPDATE SKIP LOCKED")
                .bind("most", most)
                .map((row, context) ->
                        oldest.put(row.getLong(1), incoming(row.getBytes(2), row.getBytes(3), row.getBytes(4))))
                .forEach(earlier -> {});
        return oldest;
    }

    private static Incoming incoming(byte[] event, byte @Nullable [] personal, byte @Nullable [] fingerprint) {
        Incoming plain = Incoming.of(event(event));
        if (personal == null || fingerprint == null) return plain;
        return plain.with(new PersonalCipher.Encrypted(Bytes.owned(personal), Bytes.owned(fingerprint)));
    }

    private static nl.meldkamer.audit.Event event(byte[] event) {
        try {
            return CanonicalBytes.read(Bytes.owned(event)).event();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("audit.pending has what nothing here wrote: " + e.getMessage(), e);
        }
    }

    static void remove(Handle transaction, List<Long> numbers) {
        if (numbers.isEmpty()) return;
        transaction
                .createUpdate("DELETE FROM audit.pending WHERE id IN (<numbers>)")
                .bindList("numbers", numbers)
                .execute();
    }
}
