package nl.meldkamer.audit.seal;

import org.jdbi.v3.core.Handle;

/**
 * How far the parts of the store say that a stream goes. In a whole store head is the largest, and both others are
 * equal.
 *
 * @param head what the stream says
 * @param rows one more than the largest number of a row
 * @param sealed the size of the last checkpoint
 * @param seal what the sealer has noted
 */
record Extent(long head, long rows, long sealed, long seal) {
    /** One statement: what is written meanwhile is in all four or in none. */
    private static final String QUERY = """
            SELECT (SELECT head FROM audit.stream WHERE id = :stream),
                   (SELECT seq + 1 FROM audit.event WHERE stream = :stream ORDER BY stream DESC, seq DESC LIMIT 1),
                   (SELECT max(size) FROM audit.checkpoint WHERE stream = :stream),
                   (SELECT size FROM audit.seal WHERE stream = :stream)""";

    static Extent of(Handle handle, StreamName stream) {
        return handle.createQuery(QUERY)
                .bind("stream", stream.id())
                .map((row, context) -> new Extent(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one();
    }

    /** Before which number all events should be. */
    long end() {
        return Math.max(Math.max(head, rows), sealed);
    }

    void compare(Faults faults) {
        if (rows > head) faults.add(head, "there are events from here on, where the stream ends");
        if (sealed > head) faults.add(head, "the stream ends here, and was sealed up to " + sealed);
        if (seal != sealed) {
            faults.add(
                    Math.min(seal, sealed), "the sealer was at " + seal + ", and the last checkpoint is of " + sealed);
        }
    }
}
