package nl.meldkamer.sender.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Frames of the trapper protocol, written a second time so that a fault of the client's own codec shows. */
public final class TrapperFrames {

    public static final int HEADER = 13;

    private TrapperFrames() {}

    public static byte[] plain(String json) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        return frame(1, data.length, 0, data);
    }

    public static byte[] compressed(String json) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        byte[] packed = deflate(data);
        return frame(3, packed.length, data.length, packed);
    }

    /** A frame whose header says what it is told to say, true or not. */
    public static byte[] frame(int flags, int length, int inflated, byte[] data) {
        return ByteBuffer.allocate(HEADER + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'Z', 'B', 'X', 'D', (byte) flags})
                .putInt(length)
                .putInt(inflated)
                .put(data)
                .array();
    }

    public static byte[] deflate(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Reads one request; fails when it is not a frame that Zabbix 6.0 and 7.0 both take. */
    static ReceivedRequest read(InputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(exactly(in, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt() != 0x4458425A) throw new IOException("the request does not begin with ZBXD");
        int flags = header.get();
        if (flags != 1 && flags != 3) throw new IOException("flags of the request: " + flags);
        byte[] data = exactly(in, header.getInt());
        int inflated = header.getInt();
        byte[] json = flags == 1 ? data : new InflaterInputStream(new ByteArrayInputStream(data)).readAllBytes();
        if (inflated != (flags == 1 ? 0 : json.length)) throw new IOException("the inflated length is a lie");
        return new ReceivedRequest(new String(json, StandardCharsets.UTF_8), flags == 3);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException("the request ends early");
        return bytes;
    }
}
