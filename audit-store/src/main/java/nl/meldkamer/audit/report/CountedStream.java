package nl.meldkamer.audit.report;

import java.util.Optional;
import nl.meldkamer.audit.tree.Checkpoint;

/**
 * The events of a stream that were recorded in a period, and the tree that they are counted in.
 *
 * @param id its number in the database
 * @param first the number of the first of them
 * @param end the number after the last that was counted: those behind it are not sealed
 * @param recorded the number after the last that was recorded in the period
 * @param checkpoint of the smallest signed tree that has all of them, not verified; empty when nothing was sealed yet
 * @param note that checkpoint as it is signed
 */
record CountedStream(
        int id,
        String name,
        long first,
        long end,
        long recorded,
        Optional<Checkpoint> checkpoint,
        Optional<String> note) {

    long events() {
        return end - first;
    }

    boolean isSealed() {
        return end == recorded;
    }

    String asOf() {
        return name + ": "
                + checkpoint
                        .map(tree -> "seq " + (tree.size() - 1) + ", root "
                                + tree.root().base64())
                        .orElse("nothing is sealed");
    }
}
