package nl.meldkamer.audit.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What the sections of a report ask: one period, the streams that are counted, and one snapshot of the database. */
record Counting(Handle handle, Period period, List<CountedStream> streams) {

    /** What stands between FROM and GROUP BY, for the events that are counted; of its months only. */
    String events() {
        return " audit.event WHERE month BETWEEN '" + month(period.start()) + "' AND '"
                + month(period.end().minusNanos(1)) + "' AND (" + runs() + ") ";
    }

    private static String month(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).toString();
    }

    private String runs() {
        return streams.stream()
                .filter(stream -> stream.events() > 0)
                .map(stream ->
                        "stream = " + stream.id() + " AND seq >= " + stream.first() + " AND seq < " + stream.end())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" OR "), text -> text.isEmpty() ? "false" : text));
    }

    /** The rows of a table that are about the streams that are counted. */
    String ofStreams() {
        return streams.isEmpty()
                ? "false"
                : streams.stream()
                        .map(stream -> Integer.toString(stream.id()))
                        .collect(Collectors.joining(", ", "stream IN (", ")"));
    }

    /** With {@code :start} and {@code :end} of the period bound, where they are in the text. */
    Query query(String sql) {
        Query query = handle.createQuery(sql);
        if (sql.contains(":start")) query.bind("start", period.start().atOffset(ZoneOffset.UTC));
        if (sql.contains(":end")) query.bind("end", period.end().atOffset(ZoneOffset.UTC));
        return query;
    }
}
