package nl.meldkamer.agent.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a spool.
 *
 * @param owed number of samples for each destination that this spool has ever had
 * @param oldest how long the oldest sample has been in the spool; empty when there is none
 * @param usedBytes of the file, free pages not counted: what the size limit is about
 * @param fileBytes of the file and its write-ahead log, on disk
 * @param damaged files that were found damaged and moved aside
 */
public record SpoolStatus(
        Path directory,
        Map<String, Long> owed,
        long deadLetters,
        Optional<Duration> oldest,
        long usedBytes,
        long fileBytes,
        List<Path> damaged) {

    public SpoolStatus {
        damaged = List.copyOf(damaged);
    }
}
