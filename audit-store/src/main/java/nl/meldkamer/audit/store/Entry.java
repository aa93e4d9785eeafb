package nl.meldkamer.audit.store;

/**
 * One event of a stream as the database holds it. Nothing about it is verified: whoever reads it to prove something
 * compares {@code leaf} with {@link LeafHash#of} of {@code canonical}, and both with the tree.
 *
 * @param stream the stream's number in the database
 * @param seq its number in the stream
 * @param canonical its {@link CanonicalBytes}
 * @param leaf the hash of these that was stored with it
 */
public record Entry(int stream, long seq, Bytes canonical, Bytes leaf) {

    /** What the bytes say. */
    public StoredEvent event() throws MalformedRecordException {
        return CanonicalBytes.read(canonical);
    }
}
