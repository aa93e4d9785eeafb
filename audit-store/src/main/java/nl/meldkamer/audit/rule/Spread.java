package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Of some times, the one that half of them do not exceed, and the one that 95 of 100 do not. */
public record Spread(Duration median, Duration percentile95) {

    /** By nearest rank, so that each is a time that there was; empty of none. */
    static Optional<Spread> of(Collection<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        if (sorted.isEmpty()) return Optional.empty();
        return Optional.of(new Spread(rank(sorted, 0.5), rank(sorted, 0.95)));
    }

    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
