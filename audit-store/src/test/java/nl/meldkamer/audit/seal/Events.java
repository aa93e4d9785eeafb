package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.Hash;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Puts events into the tables as the writer of the store does, but by a few lines of their own. */
final class Events {
    static final String STREAM = "association/app";

    /** Of the month whose partition every store has. */
    static final Instant START = thisMonth();

    private static final String[] PROCESSES = {
        "Mandate Creation", "Batch Generation", "Payment Processing", "Termination"
    };
    private static final String[] STATUSES = {"Compliant", "Compliant", "Compliant", "Failed", "Pending Review"};

    private Events() {}

    private static Instant thisMonth() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    }

    static StoredEvent event(long seq, String details) {
        String process = PROCESSES[(int) (seq % PROCESSES.length)];
        Event event = new Event(
                STREAM,
                "app",
                "id-" + seq,
                process,
                "action_" + seq % 7,
                STATUSES[(int) (seq % STATUSES.length)],
                seq % 3 == 0 ? null : new Reference("SEPA Mandate", "MANDATE-" + seq % 1000),
                seq % 2 == 0 ? "treasurer@example.org" : null,
                "trace-" + seq,
                START.minus(seq % 1000, ChronoUnit.HOURS),
                details,
                null);
        return new StoredEvent(seq, EventId.of(event.source(), event.id()), START, Set.of(), event, null);
    }

    /** Appends those from one number to before another, in one transaction. */
    static void append(Connection connection, long from, long to, String details) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO audit.stream (id, name) VALUES (1, '" + STREAM + "') ON CONFLICT DO NOTHING");
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY audit.event (" + EventRow.COLUMNS + ") FROM STDIN");
            for (long seq = from; seq < to; seq++) {
                byte[] row = row(event(seq, details)).getBytes(UTF_8);
                copy.writeToCopy(row, 0, row.length);
            }
            copy.endCopy();
            statement.execute("UPDATE audit.stream SET head = " + to + " WHERE id = 1");
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String row(StoredEvent stored) {
        Event event = stored.event();
        Reference reference = event.reference();
        byte[] canonical = CanonicalBytes.write(stored).toArray();
        return String.join(
                        "\t",
                        "1",
                        Long.toString(stored.seq()),
                        stored.recorded().toString().substring(0, 8) + "01",
                        stored.eventId().toString(),
                        event.source(),
                        event.process(),
                        event.action(),
                        event.status(),
                        "0",
                        reference == null ? "\\N" : reference.type(),
                        reference == null ? "\\N" : reference.name(),
                        event.actor() == null ? "\\N" : event.actor(),
                        event.occurred().toString(),
                        stored.recorded().toString(),
                        "\\\\x" + HexFormat.of().formatHex(canonical),
                        "\\\\x" + Hash.leaf(canonical))
                + "\n";
    }

    /** Puts in what event 777 is once more, with other expressions in place of two columns. */
    static String another(String seq, String month) {
        String columns = EventRow.COLUMNS;
        return "INSERT INTO audit.event (" + columns + ") SELECT "
                + columns.replace("seq", seq).replace("month", month) + " FROM audit.event WHERE seq = 777";
    }

    /** What an attacker who may do everything would write over an event: bytes, hash and columns in agreement. */
    static String rewrite(long seq) {
        byte[] canonical =
                CanonicalBytes.write(event(seq, "{\"rewritten\": true}")).toArray();
        return "UPDATE audit.event SET canonical = '\\x" + HexFormat.of().formatHex(canonical) + "', leaf = '\\x"
                + Hash.leaf(canonical) + "' WHERE stream = 1 AND seq = " + seq;
    }
}
