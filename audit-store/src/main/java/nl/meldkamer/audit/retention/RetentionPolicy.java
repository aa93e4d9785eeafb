package nl.meldkamer.audit.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the events of each process are kept. A change is a new version: what went under an older one can be
 * explained by it. Immutable.
 */
public final class RetentionPolicy {

    /**
     * The periods of one process, in months after the month of recording.
     *
     * @param maximumMonths after which it must go, or null for no maximum
     */
    public record Period(
            String process, int minimumMonths, @Nullable Integer maximumMonths) {}

    private final int version;
    private final List<Period> periods;

    private RetentionPolicy(int version, List<Period> periods) {
        this.version = version;
        this.periods = periods;
    }

    /**
     * Checks a policy.
     *
     * @throws IllegalPolicyException if a law wants something kept for longer, or a period contradicts itself
     */
    public static RetentionPolicy of(int version, List<Period> periods) throws IllegalPolicyException {
        List<String> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Period period : periods) {
            if (!seen.add(period.process)) faults.add(period.process + " has two periods");
            faults.addAll(faults(period));
        }
        if (!faults.isEmpty()) throw new IllegalPolicyException(faults);
        return new RetentionPolicy(version, List.copyOf(periods));
    }

    private static List<String> faults(Period period) {
        List<String> faults = new ArrayList<>();
        if (period.minimumMonths < 0) faults.add(period.process + " has a minimum below zero");
        if (period.maximumMonths != null && period.maximumMonths < period.minimumMonths)
            faults.add(period.process + " has a maximum of " + period.maximumMonths + " months, below its minimum of "
                    + period.minimumMonths);
        Arrays.stream(LegalMinimum.values())
                .filter(law -> law.governs(period.process) && period.minimumMonths < law.months())
                .forEach(law -> faults.add(period.process + " is kept for " + period.minimumMonths + " months, but "
                        + law.law() + " wants " + law.months()));
        return faults;
    }

    public int version() {
        return version;
    }

    /** Of a process that has no period of its own: the longest minimum that there is, and no maximum. */
    Period of(String process) {
        return periods.stream()
                .filter(period -> period.process.equals(process))
                .findFirst()
                .orElseGet(() -> new Period(process, longestMinimum(), null));
    }

    int longestMinimum() {
        int laws = Arrays.stream(LegalMinimum.values())
                .mapToInt(LegalMinimum::months)
                .max()
                .orElse(0);
        return Math.max(
                laws, periods.stream().mapToInt(Period::minimumMonths).max().orElse(0));
    }
}
