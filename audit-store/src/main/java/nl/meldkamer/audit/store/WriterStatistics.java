package nl.meldkamer.audit.store;

import java.time.Duration;

/**
 * What a writer has done since it started, and holds now.
 *
 * @param waiting events that wait or are being written
 * @param waitingBytes and their bytes
 * @param retries transactions that had to be done again
 * @param median from append to acknowledgement, of the calls since the last statistics; zero when there were none
 * @param slowest of a hundred such calls (the 99th percentile)
 */
public record WriterStatistics(
        int waiting,
        long waitingBytes,
        long stored,
        long duplicates,
        long conflicts,
        long quarantined,
        long refused,
        long transactions,
        long retries,
        Duration median,
        Duration slowest) {}
