package nl.meldkamer.agent.spool;

import nl.meldkamer.sender.Sample;

/**
 * 64 bits that stand for an item, host and key. Stable across Java versions, since it is on disk. Two items may share
 * one, so it may decide who waits for whom, never who is who. The low bits are well mixed and name the lane.
 */
final class ItemHash {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private ItemHash() {}

    static long of(Sample sample) {
        long both = ((long) sample.host().hashCode() << 32)
                ^ Integer.toUnsignedLong(sample.key().hashCode());
        long mixed = both * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }
}
