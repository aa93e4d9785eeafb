package nl.meldkamer.audit.tail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.tail.TableQuery.Page;

/**
 * Looks at the rows of an app's tables without any cursor, and asks the store for the event of each: so it finds what
 * the tail missed. A state that a row had between two looks it can't find, nor a row that was deleted. Reads in bounded
 * memory, with one read-only connection. Interrupted, it ends with the tables that it has not read to the end among the
 * unread ones. Not thread-safe.
 */
public final class Sweep {

    /** How many missing ones are named; more are counted. */
    public static final int MOST_NAMED = 1000;

    private static final long COMMIT_SECONDS = 30;

    private final Tail.Connecting database;
    private final Declarations declarations;
    private final Documents documents;
    private final UnaryOperator<Event> door;
    private final Recorded recorded;
    private final Span span;

    private final Map<Part, long[]> counts =
            new TreeMap<>(Comparator.comparing(Part::process).thenComparing(Part::day));
    private final List<Missing> missing = new ArrayList<>();
    private final List<TableReport> unread = new ArrayList<>();
    private long missingInAll;
    private long filled;

    /**
     * A sweep over some time.
     *
     * @param door what is done to an event before it is stored, since that may change its id
     */
    public Sweep(
            Tail.Connecting database,
            Declarations declarations,
            Documents documents,
            UnaryOperator<Event> door,
            Recorded recorded,
            Span span) {
        this.database = database;
        this.declarations = declarations;
        this.documents = documents;
        this.door = door;
        this.recorded = recorded;
        this.span = span;
    }

    /**
     * Rows that were last modified in this time, by the app's own clock and zone.
     *
     * @param before not included. Leave the tail its time: what was modified just now need not be recorded yet
     */
    public record Span(LocalDateTime since, LocalDateTime before) {
        private Position start() {
            return new Position(since, "");
        }

        private boolean isBehind(Page page) {
            return page.last() || !page.end().modified().isBefore(before);
        }
    }

    /** Where events are looked up. */
    @FunctionalInterface
    public interface Recorded {
        /** Which of these a stream has. */
        Set<UUID> among(String stream, Collection<UUID> ids);
    }

    private record Part(String process, LocalDate day) {}

    /** What was expected of a process on a day, of the app's time zone, and how much of it the store has. */
    public record Share(String process, LocalDate day, long expected, long recorded) {}

    /** A row whose event the store has not. */
    public record Missing(String process, LocalDate day, String id) {}

    /**
     * What was found. No shares at all: there was nothing to expect, which is not the same as that all is there.
     *
     * @param missing the first {@link #MOST_NAMED}
     * @param missingInAll how many were missing when they were looked for
     * @param filled how many of them the store has taken since
     * @param unread the tables that could not be read: of these nothing is known
     */
    public record Result(
            List<Share> shares, List<Missing> missing, long missingInAll, long filled, List<TableReport> unread) {}

    /**
     * Looks once at everything. One object looks once.
     *
     * @param backfill where the missing events are appended; one that refuses leaves them missing
     * @throws SQLException if the app's database can't be reached
     */
    public Result look(EventLog backfill) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            for (TableDeclaration table : declarations.tables()) look(connection, table, backfill);
        }
        List<Share> shares = new ArrayList<>();
        counts.forEach((part, count) -> shares.add(new Share(part.process, part.day, count[0], count[1])));
        return new Result(shares, List.copyOf(missing), missingInAll, filled, List.copyOf(unread));
    }

    /** Appends nothing: for a look. */
    public static EventLog nowhere() {
        return events -> CompletableFuture.completedFuture(events.stream()
                .map(event -> (Appended) new Appended.Refused("only looked for"))
                .toList());
    }

    private void look(Connection connection, TableDeclaration table, EventLog backfill) {
        try {
            TableQuery query = new TableQuery(connection, table);
            Page page = query.after(connection, span.start());
            compare(table, page, backfill);
            while (!span.isBehind(page) && !Thread.currentThread().isInterrupted()) {
                page = query.after(connection, page.end());
                compare(table, page, backfill);
            }
            if (!span.isBehind(page)) unread.add(TableReport.troubled(table.document(), "the look was broken off"));
        } catch (SQLException e) {
            unread.add(TableReport.troubled(table.document(), Tail.trouble(e)));
        }
    }

    private void compare(TableDeclaration table, Page page, EventLog backfill) {
        List<Event> events = new ArrayList<>();
        for (ObjectNode row : page.documents()) {
            try {
                if (Documents.modified(row).isBefore(span.before)) events.add(door.apply(documents.event(table, row)));
            } catch (IllegalArgumentException e) {
                // The tail has it in quarantine: no event is expected of it.
            }
        }
        if (events.isEmpty()) return;
        Set<UUID> there = recorded.among(
                documents.stream(), events.stream().map(Sweep::id).toList());
        List<Event> gone =
                events.stream().filter(event -> !there.contains(id(event))).toList();
        events.forEach(event -> count(event, there.contains(id(event))));
        if (!gone.isEmpty()) fill(gone, backfill);
    }

    private static UUID id(Event event) {
        return EventId.of(event.source(), event.id());
    }

    private void count(Event event, boolean there) {
        Part part = new Part(event.process(), LocalDate.ofInstant(event.occurred(), documents.zone()));
        long[] count = counts.computeIfAbsent(part, each -> new long[2]);
        count[0]++;
        if (there) {
            count[1]++;
            return;
        }
        missingInAll++;
        if (missing.size() < MOST_NAMED) missing.add(new Missing(part.process, part.day, event.id()));
    }

    private void fill(List<Event> gone, EventLog backfill) {
        try {
            filled += backfill.append(gone).get(COMMIT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(outcome -> !(outcome instanceof Appended.Refused))
                    .count();
        } catch (ExecutionException | TimeoutException e) {
            // They stay missing, and the next look finds them.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
