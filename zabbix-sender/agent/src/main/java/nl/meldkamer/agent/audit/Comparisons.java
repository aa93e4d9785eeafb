package nl.meldkamer.agent.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.source.AuditStatus.Completeness;
import nl.meldkamer.agent.source.AuditStatus.Expected;

/** What the last sweeps of all tails found, together. Immutable. */
record Comparisons(List<CompletenessRun> sweeps) {

    Comparisons {
        sweeps = List.copyOf(sweeps);
    }

    /** Whether there is a tail. */
    boolean areMade() {
        return !sweeps.isEmpty();
    }

    /** Empty until each tail has been swept; throws as {@link CompletenessRun#last}. */
    Optional<Completeness> last() {
        List<CompletenessRun.Swept> last =
                sweeps.stream().flatMap(sweep -> sweep.last().stream()).toList();
        return last.isEmpty() || last.size() < sweeps.size() ? Optional.empty() : Optional.of(together(last));
    }

    private static Completeness together(List<CompletenessRun.Swept> last) {
        SweepTotals totals =
                SweepTotals.of(last.stream().map(CompletenessRun.Swept::result).toList(), share -> true);
        Instant compared = last.stream()
                .map(CompletenessRun.Swept::at)
                .min(Instant::compareTo)
                .orElseThrow();
        return new Completeness(totals.rows(Expected::new), totals.unread(), compared);
    }
}
