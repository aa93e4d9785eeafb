package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.report.AppComparison;
import nl.meldkamer.audit.report.Period;
import nl.meldkamer.audit.tail.Sweep;

/**
 * What the daemon's sweeps over the app's tables found, as a report tells it.
 *
 * @param sweeps one of each tail
 */
record AppComparisons(List<CompletenessRun> sweeps) {

    /** What the last sweeps found; empty unless each tail has one that was over all of the period. */
    Optional<AppComparison> of(Period period) {
        List<CompletenessRun.Swept> last =
                sweeps.stream().flatMap(sweep -> sweep.latest().stream()).toList();
        if (last.isEmpty() || last.size() < sweeps.size() || last.stream().anyMatch(swept -> !covers(swept, period)))
            return Optional.empty();
        Instant first = last.stream()
                .map(CompletenessRun.Swept::at)
                .min(Instant::compareTo)
                .orElseThrow();
        return Optional.of(sum(last.stream().map(CompletenessRun.Swept::result).toList(), first, period));
    }

    private static boolean covers(CompletenessRun.Swept swept, Period period) {
        return !swept.at().minus(CompletenessRun.WINDOW).isAfter(period.start())
                && !swept.at().minus(Completeness.GRACE).isBefore(period.end());
    }

    /** Whether there is none yet, and a sweep that is made soon will be over all of the period. */
    boolean isComing(Period period, Instant now) {
        Duration longest = sweeps.stream()
                .map(CompletenessRun::every)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant since = now.plus(longest).minus(CompletenessRun.WINDOW);
        return !sweeps.isEmpty() && of(period).isEmpty() && period.start().isAfter(since);
    }

    /**
     * What sweeps found of the days of a period.
     *
     * @param at when the first of them began
     */
    static AppComparison sum(List<Sweep.Result> results, Instant at, Period period) {
        SweepTotals totals = SweepTotals.of(
                results,
                share -> !share.day().isBefore(period.first()) && !share.day().isAfter(period.last()));
        return new AppComparison(at, totals.rows(AppComparison.Expected::new), totals.unread());
    }
}
