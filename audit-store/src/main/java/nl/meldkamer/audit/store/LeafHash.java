package nl.meldkamer.audit.store;

/** The hash of one event in the tree of its stream: SHA-256 of 0x00 and the event's bytes (RFC 9162, section 2.1.1). */
public final class LeafHash {
    /** In bytes. */
    public static final int SIZE = 32;

    private static final byte LEAF = 0;

    private LeafHash() {}

    public static Bytes of(Bytes canonical) {
        var sha256 = Sha256.digest();
        sha256.update(LEAF);
        canonical.addTo(sha256);
        return Bytes.owned(sha256.digest());
    }
}
