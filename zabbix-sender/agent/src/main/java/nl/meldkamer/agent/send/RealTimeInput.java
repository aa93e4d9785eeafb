package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * An input that says when its reader should send what it has: when nothing comes for {@link #QUIET}, and at least every
 * {@link #LONGEST_WAIT} while something does. A thread of its own reads ahead, because a pipe can't be asked to wait for
 * a time. To be read by one thread.
 */
final class RealTimeInput extends InputStream {
    static final Duration QUIET = Duration.ofMillis(200);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int CHUNKS_AHEAD = 16;
    private static final int CHUNK_BYTES = 64 << 10;

    /** What is done at a pause. */
    interface Flush {
        void flush() throws InterruptedException;
    }

    /** What one read gave: bytes, or why there are no more; empty at the end of the input. */
    private record Chunk(ByteBuffer bytes, Optional<IOException> failure) {
        static Chunk of(ByteBuffer bytes) {
            return new Chunk(bytes, Optional.empty());
        }
    }

    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Flush flush;
    private final LongSupplier nanoTime;
    private Chunk current = Chunk.of(ByteBuffer.allocate(0));
    private boolean ended;
    private long flushedAt;

    RealTimeInput(InputStream in, Flush flush, LongSupplier nanoTime) {
        this.flush = flush;
        this.nanoTime = nanoTime;
        flushedAt = nanoTime.getAsLong();
        Thread pump = new Thread(() -> pump(in), "read ahead");
        pump.setDaemon(true);
        pump.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (!ended && !current.bytes.hasRemaining()) advance();
        if (current.failure.isPresent()) throw current.failure.get();
        if (ended) return -1;
        int count = Math.min(length, current.bytes.remaining());
        current.bytes.get(target, offset, count);
        return count;
    }

    private void advance() throws InterruptedIOException {
        try {
            current = nextChunk();
            ended = !current.bytes.hasRemaining();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private Chunk nextChunk() throws InterruptedException {
        Chunk chunk = chunks.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
        if (chunk == null || nanoTime.getAsLong() - flushedAt >= LONGEST_WAIT.toNanos()) {
            flush.flush();
            flushedAt = nanoTime.getAsLong();
        }
        return chunk == null ? chunks.take() : chunk;
    }

    private void pump(InputStream in) {
        try {
            boolean more = true;
            while (more) {
                Chunk chunk = readChunk(in);
                // Once put, the buffer is the reader's: it empties it.
                more = chunk.bytes.hasRemaining();
                chunks.put(chunk);
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static Chunk readChunk(InputStream in) {
        byte[] bytes = new byte[CHUNK_BYTES];
        try {
            return Chunk.of(ByteBuffer.wrap(bytes, 0, Math.max(in.read(bytes), 0)));
        } catch (IOException failure) {
            return new Chunk(ByteBuffer.allocate(0), Optional.of(failure));
        }
    }
}
