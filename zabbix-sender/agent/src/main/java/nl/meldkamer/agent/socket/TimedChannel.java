package nl.meldkamer.agent.socket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A stream socket whose reads and writes end at a deadline, which channels by themselves do not have. Not thread-safe. */
final class TimedChannel implements Closeable {

    private static final int ROOM = 16 << 10;

    private final SocketChannel channel;
    private final LongSupplier nanoTime;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer received = ByteBuffer.allocateDirect(ROOM).limit(0);
    private long deadline;

    TimedChannel(SocketChannel channel, LongSupplier nanoTime) throws IOException {
        this.channel = channel;
        this.nanoTime = nanoTime;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, 0);
        deadline = nanoTime.getAsLong();
    }

    /** All that follows must end within this time. */
    void allow(Duration time) {
        deadline = nanoTime.getAsLong() + time.toNanos();
    }

    /** False when the other side ended before the first byte; {@link EOFException} when it did later. */
    boolean read(byte[] bytes) throws IOException {
        int count = 0;
        while (count < bytes.length) {
            if (!received.hasRemaining() && !receive()) {
                if (count == 0) return false;
                throw new EOFException("the other side ended within a frame");
            }
            int part = Math.min(received.remaining(), bytes.length - count);
            received.get(bytes, count, part);
            count += part;
        }
        return true;
    }

    /** As much as there is, header and body in one; false when the other side has ended. Waits first, as it nearly always must. */
    private boolean receive() throws IOException {
        received.clear();
        int count = 0;
        try {
            while (count == 0) {
                await(SelectionKey.OP_READ);
                count = channel.read(received);
            }
        } finally {
            received.flip();
        }
        return count > 0;
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) if (channel.write(buffer) == 0) await(SelectionKey.OP_WRITE);
    }

    private void await(int operation) throws IOException {
        long left = deadline - nanoTime.getAsLong();
        if (left <= 0) throw new SocketTimeoutException("the time limit passed");
        if (key.interestOps() != operation) key.interestOps(operation);
        selector.select(Math.max(1, Duration.ofNanos(left).toMillis()));
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("interrupted");
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
