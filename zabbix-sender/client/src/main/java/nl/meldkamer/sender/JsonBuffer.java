package nl.meldkamer.sender;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8 that grows in one array, which is used again after {@link #clear}. Written by hand because a request is
 * little else than strings and numbers, and because no string may fail: what Zabbix cannot store, U+0000 and half a
 * surrogate pair, is written as U+FFFD. Not thread-safe.
 */
final class JsonBuffer {

    /** An array that grew beyond this is not kept. */
    private static final int KEPT = 1 << 20;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_CHARACTER = 6;
    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = new byte[1 << 13];
    private int length;

    /** Forgets the content, and leaves room for {@code header} bytes before what is written next. */
    void clear(int header) {
        if (bytes.length > KEPT) bytes = new byte[1 << 13];
        length = header;
    }

    /** The array in use, valid until the next write; {@link #length()} bytes of it count. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    JsonBuffer raw(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    JsonBuffer number(long number) {
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            // Long.MIN_VALUE has no positive counterpart, so the digits are taken from negative numbers.
            bytes[length++] = '-';
        } else {
            number = -number;
        }
        int digits = 1;
        for (long n = number; n <= -10; n /= 10) digits++;
        for (int at = length + digits; at > length; number /= 10) bytes[--at] = (byte) ('0' - number % 10);
        length += digits;
        return this;
    }

    /** Writes {@code text} in quotes. */
    JsonBuffer string(String text) {
        // Enough for text that needs neither escapes nor more than one byte a character; put() asks for more.
        reserve(text.length() + 2 + LONGEST_CHARACTER);
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        int size = text.length();
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                target[at++] = (byte) c;
            } else {
                length = at;
                reserve(size - i + 1 + LONGEST_CHARACTER);
                i += special(text, i);
                target = bytes;
                at = length;
            }
        }
        target[at++] = '"';
        length = at;
        return this;
    }

    /** Writes what is not plain ASCII and returns how many characters it took beside the one at {@code i}. */
    private int special(String text, int i) {
        char c = text.charAt(i);
        if (c < 0x80) {
            ascii(c);
        } else if (!Character.isSurrogate(c)) {
            utf8(c);
        } else if (isPair(text, i)) {
            utf8(text.codePointAt(i));
            return 1;
        } else {
            utf8(REPLACEMENT);
        }
        return 0;
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private void ascii(char c) {
        switch (c) {
            case 0 -> utf8(REPLACEMENT);
            case '"', '\\' -> escape((byte) c);
            case '\n' -> escape((byte) 'n');
            case '\r' -> escape((byte) 'r');
            case '\t' -> escape((byte) 't');
            case 0x7f -> bytes[length++] = 0x7f;
            default -> control(c);
        }
    }

    private void escape(byte letter) {
        bytes[length++] = '\\';
        bytes[length++] = letter;
    }

    private void control(char c) {
        escape((byte) 'u');
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEXADECIMAL[c >> 4];
        bytes[length++] = HEXADECIMAL[c & 15];
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
                bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    /** Makes room for {@code more} bytes after those written. */
    void reserve(int more) {
        if (more <= bytes.length - length) return;
        long wanted = (long) length + more;
        if (wanted > LARGEST_ARRAY) throw new IllegalArgumentException("the request is larger than 2 GiB");
        bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST_ARRAY, Math.max(wanted, 2L * bytes.length)));
    }

    /** Counts {@code more} bytes that were put into the array after those written. */
    void advance(int more) {
        length += more;
    }
}
