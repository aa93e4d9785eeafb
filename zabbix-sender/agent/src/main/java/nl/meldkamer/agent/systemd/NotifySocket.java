package nl.meldkamer.agent.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The socket that sd_notify(3) writes to. Each message is one datagram of lines {@code NAME=value}, and the address of
 * the socket is a {@code sockaddr_un} of unix(7):
 *
 * <pre>
 * offset  bytes       what
 * 0       2           AF_UNIX, in the machine's byte order
 * 2       1 to 108    path, or, where the path begins with @, a zero byte and the rest of it
 * </pre>
 *
 * <p>Java knows Unix sockets as streams only, so libc is called by JNA, which the figures of the machine need anyway. The
 * program systemd-notify would be no better way: it is a process of its own, whose message may only be read when it has
 * ended and nobody can tell any more to which service it belonged; and with {@code NotifyAccess=all}, which it needs, every
 * program that the daemon starts could speak for it.
 *
 * <p>Thread-safe.
 */
final class NotifySocket implements AutoCloseable {

    static final int AF_UNIX = 1;
    static final int SOCK_DGRAM = 2;

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int LONGEST_PATH = 108;

    private final byte[] address;
    private final int descriptor;

    private NotifySocket(byte[] address, int descriptor) {
        this.address = address;
        this.descriptor = descriptor;
    }

    /** Throws {@link IOException} when it can't be opened; who listens there is only known when something is sent. */
    static NotifySocket open(String path) throws IOException {
        byte[] address = address(path);
        try {
            return new NotifySocket(address, Libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        } catch (LastErrorException | LinkageError e) {
            throw new IOException("no socket for systemd: " + e.getMessage(), e);
        }
    }

    static byte[] address(String path) throws IOException {
        byte[] name = path.getBytes(UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH || (name[0] != '/' && name[0] != '@'))
            throw new IOException("NOTIFY_SOCKET is no path of a socket: " + path);
        if (name[0] == '@') name[0] = 0;
        return ByteBuffer.allocate(Short.BYTES + name.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(name)
                .array();
    }

    /** Never waits: a socket that is full or gone is an error. */
    void send(String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        try {
            Libc.sendto(descriptor, bytes, new NativeLong(bytes.length), 0, address, address.length);
        } catch (LastErrorException e) {
            throw new IOException("systemd can't be told '" + message + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }

    /** Apart, so that a machine without its native half fails where that is caught. */
    private static final class Libc {

        static {
            Native.register(Libc.class, "c");
        }

        private Libc() {}

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native NativeLong sendto(
                int descriptor, byte[] bytes, NativeLong length, int flags, byte[] address, int addressLength)
                throws LastErrorException;

        static native int close(int descriptor);
    }
}
