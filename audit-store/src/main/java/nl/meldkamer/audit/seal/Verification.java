package nl.meldkamer.audit.seal;

import java.util.List;
import java.util.Optional;

/**
 * What verifying found.
 *
 * @param stream whose events
 * @param events how many events were looked at
 * @param size the size of the last checkpoint; later events are compared with nothing but themselves
 * @param witnessed the largest size that the witness has seen; up to there, nobody can have rewritten anything
 * @param faults the first hundred, by number
 * @param count how many faults there are
 */
public record Verification(String stream, long events, long size, long witnessed, List<Fault> faults, long count) {
    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean valid() {
        return count == 0;
    }

    /** The one with the lowest number. */
    public Optional<Fault> first() {
        return faults.stream().findFirst();
    }
}
