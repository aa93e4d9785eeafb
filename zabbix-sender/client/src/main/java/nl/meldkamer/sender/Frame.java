package nl.meldkamer.sender;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The frame around every request and answer of Zabbix's protocols. Lengths are little-endian.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  "ZBXD"
 *      4      1  flags: 0x01 always; 0x02 data is compressed (zlib, RFC 1950); 0x04 lengths have 8 bytes
 *      5      4  length of the data as it follows
 *      9      4  length of the data when inflated; 0 when not compressed
 *     13      n  data, JSON in UTF-8
 * </pre>
 *
 * Flag 0x04 is neither written nor read: Zabbix 7.0 closes such a connection without a word, and only data of more than
 * 4 GiB would need it.
 *
 * @see <a href="https://www.zabbix.com/documentation/current/en/manual/appendix/protocols/header_datalen">Zabbix:
 *     header</a>
 */
public final class Frame {

    static final int HEADER = 13;
    static final byte PLAIN = 0x01;
    static final byte COMPRESSED = 0x01 | 0x02;

    private static final byte[] MAGIC = {'Z', 'B', 'X', 'D'};

    private Frame() {}

    /** Writes the header into the first {@link #HEADER} bytes of {@code frame}; {@code inflated} is 0 when {@code PLAIN}. */
    static void writeHeader(byte[] frame, byte flags, int length, int inflated) {
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put(flags)
                .putInt(length)
                .putInt(inflated);
    }

    /** A frame around data that is not compressed. */
    public static byte[] plain(byte[] data) {
        byte[] frame = new byte[HEADER + data.length];
        writeHeader(frame, PLAIN, data.length, 0);
        System.arraycopy(data, 0, frame, HEADER, data.length);
        return frame;
    }

    /**
     * Reads one frame and returns its data, inflated.
     *
     * @param largest bound on the data, both as it comes and inflated, in bytes
     * @throws EOFException when the stream ends before the frame does
     * @throws IOException when what comes does not begin like a frame, or is not as drawn above, or too large
     */
    public static byte[] read(InputStream in, int largest) throws IOException {
        ByteBuffer rest =
                ByteBuffer.wrap(header(in)).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        byte flags = rest.get();
        if (flags != PLAIN && flags != COMPRESSED)
            throw new MalformedAnswerException("flags 0x%02x are unknown".formatted(flags));
        int length = bounded(rest.getInt(), largest);
        int inflated = rest.getInt();
        byte[] data = exactly(in, length);
        return flags == PLAIN ? data : inflate(data, bounded(inflated, largest));
    }

    /** Looks at whatever comes first, so that another protocol is told apart at once and can be quoted. */
    private static byte[] header(InputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        int length = 0;
        while (length < HEADER) {
            int read = in.read(header, length, HEADER - length);
            if (read < 0) throw torn(length);
            length += read;
            if (!startsLikeFrame(header, length)) throw new ForeignAnswerException(Arrays.copyOf(header, length));
        }
        return header;
    }

    private static boolean startsLikeFrame(byte[] header, int length) {
        int known = Math.min(length, MAGIC.length);
        return Arrays.equals(header, 0, known, MAGIC, 0, known);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw torn(HEADER + bytes.length);
        return bytes;
    }

    private static EOFException torn(int bytes) {
        return new EOFException(
                bytes == 0
                        ? "the connection was closed without an answer"
                        : "the answer ends after " + bytes + " bytes");
    }

    private static int bounded(int length, int largest) throws MalformedAnswerException {
        if (length < 0 || length > largest)
            throw new MalformedAnswerException("a length of " + Integer.toUnsignedString(length)
                    + " bytes is above the " + largest + " that are read");
        return length;
    }

    private static byte[] inflate(byte[] data, int length) throws MalformedAnswerException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] inflated = new byte[length];
            int got = 0;
            for (int n = 1; got < length && n > 0; got += n) n = inflater.inflate(inflated, got, length - got);
            if (got < length
                    || inflater.inflate(new byte[1]) > 0
                    || !inflater.finished()
                    || inflater.getRemaining() > 0)
                throw new MalformedAnswerException("it does not inflate to the " + length + " bytes it promises");
            return inflated;
        } catch (DataFormatException e) {
            throw new MalformedAnswerException("it does not inflate: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
