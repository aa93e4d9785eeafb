package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.tail.TableQuery.Page;
import org.jspecify.annotations.Nullable;

/**
 * Follows one table. The cursor moves only over what is committed in the store, and what is read again is found to be
 * there: so a tail that is killed goes on where it was, with nothing twice and nothing missing. Not thread-safe.
 */
final class TableTail {

    private static final Duration COMMIT = Duration.ofSeconds(30);

    private final TableDeclaration table;
    private final Documents documents;
    private final Overlap overlap;
    private final EventLog log;
    private final Quarantine quarantine;
    private final Cursors cursors;
    private final InstantSource clock;
    private final KnownEvents known = new KnownEvents();
    private @Nullable Instant lastAgain;
    private @Nullable TableQuery query;

    TableTail(
            TableDeclaration table,
            Documents documents,
            Overlap overlap,
            EventLog log,
            Quarantine quarantine,
            Cursors cursors,
            InstantSource clock) {
        this.table = table;
        this.documents = documents;
        this.overlap = overlap;
        this.log = log;
        this.quarantine = quarantine;
        this.cursors = cursors;
        this.clock = clock;
    }

    String document() {
        return table.document();
    }

    /** Reads what is new, and now and then once more what was read lately. */
    TableReport poll(Connection connection) throws SQLException, TailException {
        Instant now = clock.instant();
        boolean again = lastAgain == null || !now.isBefore(lastAgain.plus(overlap.every()));
        TableQuery current = query;
        if (current == null || again) query = current = new TableQuery(connection, table);
        Position cursor = cursor();
        TableReport report =
                read(connection, current, cursor, again ? cursor.back(overlap.reach(documents.zone())) : cursor);
        if (again) lastAgain = now;
        return report;
    }

    private TableReport read(Connection connection, TableQuery current, Position cursor, Position start)
            throws SQLException, TailException {
        long rows = 0;
        Kept kept = Kept.NOTHING;
        Position reached = cursor;
        for (Page page = current.after(connection, start); ; page = current.after(connection, page.end())) {
            List<Event> events = new ArrayList<>();
            long unfit = unknown(page.documents(), events);
            rows += events.size() + unfit;
            kept = kept.plus(new Kept(0, unfit)).plus(store(events));
            Position next = reached.orLater(page.end());
            if (!next.equals(reached)) cursors.move(documents.source(), name(), next.text());
            reached = next;
            if (page.last() || Thread.currentThread().isInterrupted()) break;
        }
        return new TableReport(table.document(), rows, kept.stored, kept.quarantined, current.missing(), "");
    }

    private Position cursor() throws TailException {
        try {
            Optional<String> position = cursors.position(documents.source(), name());
            return position.map(Position::parse).orElse(Position.START);
        } catch (SQLException e) {
            throw new TailException("the store is away");
        }
    }

    private String name() {
        return documents.stream() + "/" + table.document();
    }

    /** What became of rows. */
    private record Kept(long stored, long quarantined) {
        static final Kept NOTHING = new Kept(0, 0);

        Kept plus(Kept other) {
            return new Kept(stored + other.stored, quarantined + other.quarantined);
        }
    }

    /** Adds the events of rows that were not known, and answers how many rows more are no event. */
    private long unknown(List<ObjectNode> rows, List<Event> events) throws TailException {
        long unfit = 0;
        for (ObjectNode row : rows) {
            try {
                Event event = documents.event(table, row);
                if (!known.contains(event)) events.add(event);
            } catch (IllegalArgumentException e) {
                if (known.containsUnfit(row.toString())) continue;
                keepApart(row, String.valueOf(e.getMessage()));
                known.addUnfit(row.toString());
                unfit++;
            }
        }
        return unfit;
    }

    /** The app still has the row, so that nothing is lost by leaving out what is personal. */
    private void keepApart(ObjectNode row, String reason) throws TailException {
        try {
            ObjectNode kept = row.deepCopy();
            kept.remove(table.personal());
            quarantine.keep(documents.source(), kept.toString().getBytes(StandardCharsets.UTF_8), reason);
        } catch (SQLException e) {
            throw new TailException("the store is away");
        }
    }

    private Kept store(List<Event> events) throws TailException {
        if (events.isEmpty()) return Kept.NOTHING;
        List<Appended> outcomes = appended(events);
        Kept kept = Kept.NOTHING;
        for (int i = 0; i < events.size(); i++) {
            Appended outcome = outcomes.get(i);
            if (outcome instanceof Appended.Refused refused) throw new TailException(refused.reason());
            kept = kept.plus(kept(outcome));
            known.add(events.get(i));
        }
        return kept;
    }

    private static Kept kept(Appended outcome) {
        if (outcome instanceof Appended.Quarantined) return new Kept(0, 1);
        return outcome instanceof Appended.Duplicate ? Kept.NOTHING : new Kept(1, 0);
    }

    private List<Appended> appended(List<Event> events) throws TailException {
        try {
            return log.append(events).get(COMMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new TailException("the store did not answer in " + COMMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TailException("it was stopped");
        }
    }
}
