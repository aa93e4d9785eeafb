package nl.meldkamer.audit.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.privacy.Door.Admitted;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.Sha256;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes a bank's files in, each once: the file, its messages and the events of what came back are committed together,
 * or nothing of it is. Not thread-safe.
 */
public final class BankImport {

    private final Jdbi database;
    private final Doors doors;
    private final String stream;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * Into one stream.
     *
     * @param database as the writer
     * @param zone of the bank's dates
     */
    public BankImport(Jdbi database, Doors doors, String stream, ZoneId zone, InstantSource clock) {
        this.database = database;
        this.doors = doors;
        this.stream = stream;
        this.zone = zone;
        this.clock = clock;
    }

    /** What became of a file. */
    public sealed interface Outcome {
        /** Its events are in the outbox; those that another file told of as well are recorded once. */
        record Imported(BankFile file) implements Outcome {}

        /** These bytes, or all the messages in them, were imported before, from a file of this name. */
        record Known(String name, Instant imported) implements Outcome {}
    }

    /**
     * Takes in one file.
     *
     * @throws BankFileException if it is no such file, or damaged: with line and column; nothing of it is taken
     * @throws IOException if it can't be read; nothing of it is taken
     */
    public Outcome take(Path file) throws IOException, BankFileException {
        byte[] hash = sha256(file);
        try (Handle transaction = database.open()) {
            Optional<Outcome.Known> known = find(transaction, hash);
            if (known.isPresent()) return known.get();
            transaction.begin();
            try {
                Outcome outcome = take(transaction, file, hash);
                if (outcome instanceof Outcome.Imported) transaction.commit();
                else transaction.rollback();
                return outcome;
            } catch (IOException | BankFileException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }

    private Outcome take(Handle transaction, Path file, byte[] hash) throws IOException, BankFileException {
        String name = String.valueOf(file.getFileName());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BankEvents events = new BankEvents(stream, zone, now);
        long[] position = {0};
        BankFile read;
        try (InputStream in = Files.newInputStream(file)) {
            read = BankFileReader.read(name, in, debit -> add(transaction, events.event(debit, position[0]++)));
        }
        if (!read.sha256().equals(HexFormat.of().formatHex(hash)))
            throw new BankFileException(name + " was changed while it was read");
        if (addMessages(transaction, read, hash) == 0) return ofAnotherFile(transaction, read);
        insert(transaction, name, read, hash, now);
        return new Outcome.Imported(read);
    }

    private void add(Handle transaction, Event event) {
        Admitted admitted = doors.admit(event);
        Outbox.add(transaction, admitted.event());
        admitted.report().ifPresent(report -> Outbox.add(transaction, report));
    }

    private static int addMessages(Handle transaction, BankFile file, byte[] hash) {
        int added = 0;
        for (String message : file.statements())
            added += transaction
                    .createUpdate("INSERT INTO audit.bank_message (kind, message_id, sha256)"
                            + " VALUES (:kind, :message, :hash) ON CONFLICT DO NOTHING")
                    .bind("kind", file.format().name())
                    .bind("message", message)
                    .bind("hash", hash)
                    .execute();
        return added;
    }

    private static Outcome ofAnotherFile(Handle transaction, BankFile file) {
        return transaction
                .createQuery("SELECT f.name, f.imported FROM audit.bank_file f JOIN audit.bank_message m"
                        + " ON m.sha256 = f.sha256 WHERE m.kind = :kind AND m.message_id = :message")
                .bind("kind", file.format().name())
                .bind("message", file.statements().get(0))
                .map((row, context) ->
                        new Outcome.Known(row.getString(1), row.getTimestamp(2).toInstant()))
                .one();
    }

    private static Optional<Outcome.Known> find(Handle handle, byte[] hash) {
        return handle.createQuery("SELECT name, imported FROM audit.bank_file WHERE sha256 = :hash")
                .bind("hash", hash)
                .map((row, context) ->
                        new Outcome.Known(row.getString(1), row.getTimestamp(2).toInstant()))
                .findOne();
    }

    private static void insert(Handle transaction, String name, BankFile file, byte[] hash, Instant now) {
        transaction
                .createUpdate("INSERT INTO audit.bank_file (sha256, name, kind, messages, entries, imported)"
                        + " VALUES (:hash, :name, :kind, :messages, :entries, :imported)")
                .bind("hash", hash)
                .bind("name", name)
                .bind("kind", file.format().name())
                .bind("messages", file.statements().size())
                .bind("entries", file.returned())
                .bind("imported", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static byte[] sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }
}
