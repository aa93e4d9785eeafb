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

    private final SocketChannel channel;
    private final LongSupplier nanoTime;
    private final Selector selector;
    private final SelectionKey key;
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
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0 && buffer.position() == 0) return false;
            if (count < 0) throw new EOFException("the other side ended within a frame");
            if (count == 0) await(SelectionKey.OP_READ);
        }
        return true;
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) if (channel.write(buffer) == 0) await(SelectionKey.OP_WRITE);
    }

    private void await(int operation) throws IOException {
        long left = deadline - nanoTime.getAsLong();
        if (left <= 0) throw new SocketTimeoutException("the time limit passed");
        key.interestOps(operation);
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
