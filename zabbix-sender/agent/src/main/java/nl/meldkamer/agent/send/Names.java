package nl.meldkamer.agent.send;

import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns the bytes of host names or keys into strings, the same string for the same bytes while it is remembered: an
 * input file names few items and many values. A name is checked when it is met, and not again while it is remembered.
 * Bounded: a name takes the place of another with the same slot. Not thread-safe.
 */
final class Names {
    private static final int SLOTS = 1 << 14;
    private static final int LONGEST_REMEMBERED = 512;
    private static final byte[] NONE = {};

    private final Consumer<String> check;

    /** By slot; no bytes stand for no text, so an empty slot needs no case of its own. */
    private final byte[][] encoded = new byte[SLOTS][];

    private final String[] decoded = new String[SLOTS];

    /**
     * Remembers nothing yet.
     *
     * @param check throws an {@link IllegalArgumentException} for a name that is none
     */
    Names(Consumer<String> check) {
        this.check = check;
        Arrays.fill(encoded, NONE);
        Arrays.fill(decoded, "");
    }

    String decode(byte[] bytes, int start, int end) throws CharacterCodingException {
        if (end - start > LONGEST_REMEMBERED) return checked(bytes, start, end);
        int slot = slotOf(bytes, start, end);
        byte[] known = encoded[slot];
        if (!Arrays.equals(known, 0, known.length, bytes, start, end)) {
            // Should the check throw, the slot keeps what it has.
            decoded[slot] = checked(bytes, start, end);
            encoded[slot] = Arrays.copyOfRange(bytes, start, end);
        }
        return decoded[slot];
    }

    private String checked(byte[] bytes, int start, int end) throws CharacterCodingException {
        String name = Utf8.decode(bytes, start, end);
        check.accept(name);
        return name;
    }

    private static int slotOf(byte[] bytes, int start, int end) {
        int hash = 1;
        for (int i = start; i < end; i++) hash = 31 * hash + bytes[i];
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }
}
