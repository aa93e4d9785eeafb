package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the events of the last days say of compliance, kept up to date as the {@link Judge} reads them, so that asking
 * costs next to nothing. Thread-safe.
 */
public final class ComplianceFigures {

    /** More than a month, so that each day of the month before is in it. */
    public static final Duration WINDOW = Duration.ofDays(35);

    /** Documents, and collections, that are told apart. */
    private static final int MOST_DOCUMENTS = 100_000;

    /**
     * The figures of a moment.
     *
     * @param counted when the judge last had read all events there were
     * @param overflowed events of documents and collections that were not counted for want of room
     * @param collected direct debits that were collected
     */
    public record Figures(
            Instant counted,
            List<ProcessCompliance> processes,
            long overflowed,
            long collected,
            List<Returned> returned) {}

    private final LatestStatuses statuses;
    private final ReturnFigures returns;
    private final AlertFigures alerts = new AlertFigures();
    private final InstantSource clock;
    private Optional<Instant> counted = Optional.empty();

    public ComplianceFigures(InstantSource clock) {
        this(clock, MOST_DOCUMENTS);
    }

    ComplianceFigures(InstantSource clock, int mostDocuments) {
        this.clock = clock;
        statuses = new LatestStatuses(mostDocuments);
        returns = new ReturnFigures(mostDocuments);
    }

    synchronized void accept(Fact fact) {
        alerts.accept(fact);
        if (fact.occurred().isBefore(start())) return;
        statuses.accept(fact);
        returns.accept(fact);
    }

    /** All that there is has been accepted. */
    synchronized void counted() {
        counted = Optional.of(clock.instant());
    }

    /** All will be accepted once more. */
    synchronized void forget() {
        counted = Optional.empty();
        statuses.forget();
        returns.forget();
        alerts.forget();
    }

    /** Empty until all events have been read once. */
    public synchronized Optional<Figures> now() {
        statuses.forgetBefore(start());
        returns.forgetBefore(start());
        alerts.forgetBefore(start());
        return counted.map(moment -> new Figures(
                moment,
                statuses.byProcess(),
                statuses.overflowed() + returns.overflowed(),
                returns.collected(),
                returns.byGroup()));
    }

    /** Those of alerts; whole when there are figures {@link #now}. */
    public AlertFigures alerts() {
        return alerts;
    }

    private Instant start() {
        return clock.instant().minus(WINDOW);
    }
}
