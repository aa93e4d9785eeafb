package nl.meldkamer.audit.seal;

import nl.meldkamer.audit.store.CanonicalReader;
import nl.meldkamer.audit.store.CanonicalReader.Field;

/**
 * What counts by hour or by day, process, action and status come to: how many events, and each one's keyed hash added
 * up, so that counts of any number are compared in the memory of two numbers. Two that are not the same have the same
 * sum by a chance of one to at least 2^64 divided by the number of events. Not thread-safe.
 */
final class RollupSum {
    static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;

    private final KeyedHash hash;
    private final long asOf;
    private long events;
    private long sum;

    /** @param asOf events from this number on are not counted */
    RollupSum(KeyedHash.Key key, long asOf) {
        this.hash = new KeyedHash(key);
        this.asOf = asOf;
    }

    /** Counts nothing. */
    static RollupSum none() {
        return new RollupSum(new KeyedHash.Key(0, 0), 0);
    }

    long asOf() {
        return asOf;
    }

    void add(byte[] array, CanonicalReader event) {
        if (event.seq() >= asOf) return;
        hash.begin().number(Math.floorDiv(event.occurred(), HOUR) * HOUR);
        add(array, event, Field.PROCESS);
        add(array, event, Field.ACTION);
        add(array, event, Field.STATUS);
        add(1);
    }

    private void add(byte[] array, CanonicalReader event, Field field) {
        hash.text(array, event.start(field), event.length(field));
    }

    /** @param row begins with hour or day, process, action and status */
    void add(BinaryRows row, long count) {
        add(row.int64(0) + EventRow.EPOCH_MICROS, row, count);
    }

    /** Counts it in its day. */
    void addByDay(BinaryRows row, long count) {
        long hour = row.int64(0) + EventRow.EPOCH_MICROS;
        add(Math.floorDiv(hour, DAY) * DAY, row, count);
    }

    private void add(long period, BinaryRows row, long count) {
        hash.begin().number(period);
        for (int column = 1; column <= 3; column++) hash.text(row.array(), row.start(column), row.length(column));
        add(count);
    }

    private void add(long count) {
        events += count;
        sum += count * hash.end();
    }

    void add(RollupSum other) {
        events += other.events;
        sum += other.sum;
    }

    boolean isSameAs(RollupSum other) {
        return events == other.events && sum == other.sum;
    }
}
