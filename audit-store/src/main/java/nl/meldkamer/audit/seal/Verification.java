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
 * @param rollUps what roll-ups say otherwise than the events, the first hundred; they are not compared when there are
 *     faults, as nothing right is there to compare them with, and not with some events only
 */
public record Verification(
        String stream, long events, long size, long witnessed, List<Fault> faults, long count, List<String> rollUps) {
    public Verification {
        faults = List.copyOf(faults);
        rollUps = List.copyOf(rollUps);
    }

    public boolean valid() {
        return count == 0 && rollUps.isEmpty();
    }

    /** The one with the lowest number. */
    public Optional<Fault> first() {
        return faults.stream().findFirst();
    }
}
