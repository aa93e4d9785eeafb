package nl.meldkamer.agent.spool;

import nl.meldkamer.sender.Sample;

/**
 * A sample that waits in the spool.
 *
 * @param id rises in the order of arrival, never used twice within a spool
 * @param item hash of host and key, see {@link ItemHash}
 * @param stored when it came into the spool, seconds since 1970 UTC
 * @param intact false when the disk returned something else than was written
 */
public record SpooledSample(long id, long item, long stored, Sample sample, boolean intact) {

    /** Characters of key and value, which is nearly all that it takes in memory. */
    int length() {
        return sample.key().length() + sample.value().length();
    }
}
