package nl.meldkamer.audit.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Makes reports. The database counts, over the events themselves and in one snapshot; memory holds the rows of the
 * tables only, which have a bound. Thread-safe.
 */
public final class Reporter {

    /** What was recorded at the end of a period is committed by then. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Jdbi database;
    private final VerifierKey key;
    private final InstantSource clock;

    /** Takes connections as {@link nl.meldkamer.audit.store.Role#READER}. */
    public Reporter(Jdbi database, VerifierKey key, InstantSource clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /**
     * What a report is to be made of.
     *
     * @param app what the app's own tables say of the period, if they were asked
     * @param reading whether each event that is counted is also read back and proven
     */
    public record Order(ReportKind kind, Period period, Optional<AppComparison> app, boolean reading) {}

    /**
     * Makes one report.
     *
     * @throws GoneException if the retention policy has let go of a month of the period
     */
    public Report report(Order order) throws GoneException {
        return database.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> report(handle, order, clock.instant()));
    }

    /** When the first event that the store still has was recorded; empty when it has none. */
    public Optional<Instant> begin() {
        return database.withHandle(handle -> handle.createQuery("SELECT min((SELECT recorded FROM audit.event"
                        + " WHERE event.stream = stream.id ORDER BY seq LIMIT 1)) FROM audit.stream")
                .mapTo(Instant.class)
                .findOne());
    }

    private Report report(Handle handle, Order order, Instant now) throws GoneException {
        StreamSpans spans = new StreamSpans(handle, order.period);
        List<String> gone = spans.gone();
        if (!gone.isEmpty())
            throw new GoneException(
                    "these months were let go of, and are in their archives: " + String.join(", ", gone));
        List<CountedStream> streams = spans.find();
        Counting counting = new Counting(handle, order.period, streams);
        boolean over = !now.isBefore(order.period.end().plus(GRACE));
        return new Report(
                order.kind,
                order.period,
                streams,
                over && streams.stream().allMatch(CountedStream::isSealed),
                chapters(order).map(chapter -> chapter.section(counting)).toList());
    }

    private Stream<Chapter> chapters(Order order) {
        Chapter streams = new StreamChapter(new StreamCheck(database, key, order.reading));
        Chapter completeness = new CompletenessChapter(order.app);
        return switch (order.kind) {
            case DAY, WEEK, MONTH ->
                Stream.of(
                        new EventChapter(),
                        new SepaChapter(),
                        new ReturnChapter(),
                        new FindingChapter(),
                        new AlertChapter(),
                        new ErasureChapter(),
                        new QuarantineChapter(),
                        new RetentionChapter(),
                        streams);
            case COMPLIANCE ->
                Stream.of(
                        new SepaChapter(),
                        completeness,
                        new ReturnChapter(),
                        new FindingChapter(),
                        new RetentionChapter(),
                        new ErasureChapter(),
                        new QuarantineChapter(),
                        streams);
            case KPI -> Stream.of(new KpiChapter(order.app), new AlertChapter(), completeness, streams);
        };
    }
}
