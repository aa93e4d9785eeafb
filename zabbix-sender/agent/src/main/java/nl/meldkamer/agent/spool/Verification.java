package nl.meldkamer.agent.spool;

import java.util.List;

/**
 * What a full check of a spool found.
 *
 * @param checked samples that were read and compared with their checksums
 * @param damaged ids of those that differ
 * @param problems what SQLite found wrong with the file
 */
public record Verification(long checked, List<Long> damaged, List<String> problems) {

    public Verification {
        damaged = List.copyOf(damaged);
        problems = List.copyOf(problems);
    }

    public boolean sound() {
        return damaged.isEmpty() && problems.isEmpty();
    }
}
