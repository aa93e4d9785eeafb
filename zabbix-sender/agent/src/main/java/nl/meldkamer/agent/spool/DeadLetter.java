package nl.meldkamer.agent.spool;

import java.time.Instant;
import nl.meldkamer.sender.Sample;

/**
 * A sample that one destination will not get, and why.
 *
 * @param id of the dead letter
 * @param sampleId the id it had while it waited, as it was sent
 */
public record DeadLetter(
        long id, long sampleId, String destination, String reason, Instant died, Instant stored, Sample sample) {}
