package nl.meldkamer.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;

/**
 * A TCP connection whose every wait, for connect, write and read alike, ends at one deadline or at an interrupt of the
 * thread, which stays set. A blocking socket has no time limit for writes. For one thread.
 */
final class Wire implements Closeable {

    /** Bound on one write, because the JDK keeps a direct buffer as large as the largest per thread. */
    private static final int SLICE = 1 << 16;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private Deadline deadline;
    private long written;

    private Wire(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.deadline = deadline;
    }

    static Wire connect(InetSocketAddress target, Optional<InetAddress> source, Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (source.isPresent()) channel.bind(new InetSocketAddress(source.get(), 0));
            Wire wire = new Wire(channel, Selector.open(), deadline);
            wire.finish(channel.connect(target));
            return wire;
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (IllegalArgumentException e) {
            channel.close();
            throw new IOException("the source address is of another family", e);
        }
    }

    private void finish(boolean connected) throws IOException {
        try {
            while (!connected) {
                await(SelectionKey.OP_CONNECT);
                connected = channel.finishConnect();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Sets when the waits from here on end. */
    void deadline(Deadline until) {
        this.deadline = until;
    }

    /** How many bytes the operating system took so far; the peer can have read no more. */
    long written() {
        return written;
    }

    InputStream input() {
        return new Input();
    }

    OutputStream output() {
        return new Output();
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.select(ready -> {}, deadline.millisLeft());
        if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("the thread was interrupted");
        deadline.millisLeft();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) return 0;
            ByteBuffer into = ByteBuffer.wrap(target, offset, Math.min(length, SLICE));
            int read = channel.read(into);
            while (read == 0) {
                await(SelectionKey.OP_READ);
                read = channel.read(into);
            }
            return read;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, source.length);
            for (int end = offset + length; offset < end; ) {
                int wrote = channel.write(ByteBuffer.wrap(source, offset, Math.min(SLICE, end - offset)));
                if (wrote == 0) await(SelectionKey.OP_WRITE);
                offset += wrote;
                written += wrote;
            }
        }
    }
}
