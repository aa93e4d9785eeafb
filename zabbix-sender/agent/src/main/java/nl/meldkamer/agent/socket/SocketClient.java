package nl.meldkamer.agent.socket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A connection to the daemon's socket. Not thread-safe. */
public final class SocketClient implements Closeable {

    private final TimedChannel channel;
    private final Duration timeLimit;

    private SocketClient(TimedChannel channel, Duration timeLimit) {
        this.channel = channel;
        this.timeLimit = timeLimit;
    }

    /**
     * Connects to a daemon.
     *
     * @param timeLimit of each exchange
     * @throws IOException when no daemon listens there, or this user may not write to the file; nothing was sent
     */
    public static SocketClient connect(Path path, Duration timeLimit) throws IOException {
        return new SocketClient(
                new TimedChannel(SocketChannel.open(UnixDomainSocketAddress.of(path)), System::nanoTime), timeLimit);
    }

    /**
     * Asks, and waits for the reply.
     *
     * @throws IOException when there is none: what was asked may have been done or not
     */
    public Reply ask(Request request) throws IOException {
        channel.allow(timeLimit);
        channel.write(Protocol.frame(request));
        byte[] header = new byte[Protocol.HEADER];
        read(header);
        Protocol.Header known = Protocol.header(header);
        byte[] body = new byte[known.length()];
        read(body);
        return Protocol.reply(known.kind(), body);
    }

    private void read(byte[] bytes) throws IOException {
        if (!channel.read(bytes)) throw new EOFException("the daemon hung up");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
