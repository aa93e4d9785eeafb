package nl.meldkamer.e2e.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * Frames of the trapper protocol as they are on the wire, known by their header alone:
 *
 * <pre>
 * offset  bytes  meaning
 *      0      4  "ZBXD"
 *      4      1  flags
 *      5      4  length of what follows the header, little-endian
 *      9      4  reserved
 * </pre>
 */
final class RawFrame {

    static final int PATIENCE_MILLIS = 60_000;

    private static final int HEADER = 13;
    private static final int LARGEST = 64 * 1024 * 1024;

    private RawFrame() {}

    /** Reads one, header included. */
    static byte[] read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) throw new EOFException("a frame has " + HEADER + " bytes of header");
        int length = (header[5] & 0xff) | (header[6] & 0xff) << 8 | (header[7] & 0xff) << 16 | (header[8] & 0xff) << 24;
        if (length < 0 || length > LARGEST) throw new IOException("a frame of " + length + " bytes is too long");
        byte[] whole = Arrays.copyOf(header, HEADER + length);
        in.readFully(whole, HEADER, length);
        return whole;
    }

    /** The answer of a server to a request. */
    static byte[] ask(InetSocketAddress target, byte[] request) throws IOException {
        try (Socket server = new Socket()) {
            server.connect(target, PATIENCE_MILLIS);
            server.setSoTimeout(PATIENCE_MILLIS);
            server.getOutputStream().write(request);
            return read(server.getInputStream());
        }
    }
}
