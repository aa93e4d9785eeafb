package nl.meldkamer.agent.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.agent.source.AuditStatus.Completeness;
import nl.meldkamer.agent.source.AuditStatus.Expected;
import nl.meldkamer.audit.tail.Sweep;

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
        Map<String, Expected> byProcess = new TreeMap<>();
        long unread = 0;
        Instant compared = last.get(0).at();
        for (CompletenessRun.Swept swept : last) {
            unread += swept.result().unread().size();
            if (swept.at().isBefore(compared)) compared = swept.at();
            for (Sweep.Share share : swept.result().shares())
                byProcess.merge(share.process(), expected(share), Comparisons::sum);
        }
        return new Completeness(List.copyOf(byProcess.values()), unread, compared);
    }

    private static Expected expected(Sweep.Share share) {
        return new Expected(share.process(), share.expected(), share.recorded());
    }

    private static Expected sum(Expected one, Expected other) {
        return new Expected(one.process(), one.expected() + other.expected(), one.recorded() + other.recorded());
    }
}
