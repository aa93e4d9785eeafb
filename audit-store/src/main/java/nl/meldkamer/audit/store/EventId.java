package nl.meldkamer.audit.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The UUID of an event, from what identifies it: its source and the source's id of it. Version 8 (RFC 9562, section
 * 5.8): SHA-256 of both, save that where the id is a UUID of version 7, its time comes first. Events of one time then
 * stand together in the index, which keeps that index fast when it no longer fits in memory.
 */
public final class EventId {
    private static final long TIME = 0xFFFFFFFF_FFFF0000L;
    private static final long VERSION = 0x0000000000008000L;
    private static final long NOT_VERSION = ~0x000000000000F000L;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long NOT_VARIANT = ~0xC000000000000000L;
    private static final int UUID_LENGTH = 36;

    private EventId() {}

    public static UUID of(String source, String id) {
        UUID hash = Sha256.truncated(both(source, id));
        UUID timed = version7(id);
        long high = hash.getMostSignificantBits();
        if (timed != null) high = (timed.getMostSignificantBits() & TIME) | (high & ~TIME);
        return new UUID((high & NOT_VERSION) | VERSION, (hash.getLeastSignificantBits() & NOT_VARIANT) | VARIANT);
    }

    /** With a length before it, so that no source and id run into each other as another source and id do. */
    private static Bytes both(String source, String id) {
        byte[] first = source.getBytes(StandardCharsets.UTF_8);
        byte[] second = id.getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[Integer.BYTES + first.length + second.length];
        ByteBuffer.wrap(both).putInt(first.length).put(first).put(second);
        return Bytes.owned(both);
    }

    private static @Nullable UUID version7(String id) {
        if (id.length() != UUID_LENGTH || id.charAt(14) != '7') return null;
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }
}
