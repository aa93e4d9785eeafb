package nl.meldkamer.agent.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.util.Optional;

/** Systemd's end of the socket. */
final class Listener implements AutoCloseable {

    private static final int MSG_DONTWAIT = 0x40;

    static {
        Native.register(Listener.class, "c");
    }

    private final int descriptor;

    Listener(String path) throws IOException {
        byte[] address = NotifySocket.address(path);
        descriptor = socket(NotifySocket.AF_UNIX, NotifySocket.SOCK_DGRAM, 0);
        bind(descriptor, address, address.length);
    }

    /** The next message, if one is there. */
    Optional<String> next() {
        byte[] bytes = new byte[4096];
        try {
            int length = recv(descriptor, bytes, new NativeLong(bytes.length), MSG_DONTWAIT)
                    .intValue();
            return Optional.of(new String(bytes, 0, length, UTF_8));
        } catch (LastErrorException nothingThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        close(descriptor);
    }

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native int bind(int descriptor, byte[] address, int length) throws LastErrorException;

    private static native NativeLong recv(int descriptor, byte[] bytes, NativeLong length, int flags)
            throws LastErrorException;

    private static native int close(int descriptor);
}
