package nl.meldkamer.audit.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) of numbers and texts in turn, each text with its length before it. Who
 * does not know the key can't make two things that have one hash. Not thread-safe.
 */
final class KeyedHash {
    /** Known to nobody who could have changed what is hashed. */
    record Key(long first, long second) {}

    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Key key;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    KeyedHash(Key key) {
        this.key = key;
    }

    KeyedHash begin() {
        v0 = key.first ^ 0x736f6d6570736575L;
        v1 = key.second ^ 0x646f72616e646f6dL;
        v2 = key.first ^ 0x6c7967656e657261L;
        v3 = key.second ^ 0x7465646279746573L;
        return this;
    }

    KeyedHash number(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
        return this;
    }

    KeyedHash text(byte[] array, int start, int length) {
        number(length);
        int end = start + length;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) number((long) INT64.get(array, at));
        long rest = 0;
        for (int i = end - 1; i >= at; i--) rest = (rest << 8) | (array[i] & 0xFF);
        return number(rest);
    }

    long end() {
        v2 ^= 0xFF;
        for (int i = 0; i < 4; i++) round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
