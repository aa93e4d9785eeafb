package nl.meldkamer.audit.seal;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Verifies that the events of a stream are those that were sealed: each row against its canonical bytes, these against
 * the tiles, the tiles against each other, and the roots against every checkpoint of the store and of the witness. As
 * all roots are made of the same leaves, the checkpoints are then consistent with one another too. When no event has a
 * fault, the roll-ups are compared with the events that were read.
 *
 * <p>Up to the largest size that the witness has seen, it finds any change, whoever made it. Beyond, it does not find
 * one by who has both the database and the signing key. What is not sealed yet is compared with itself only, and its
 * numbers with each other. Thread-safe; reads in bounded memory, some 10 MB for each thread.
 */
public final class Verifier {
    private final Jdbi database;
    private final VerifierKey key;
    private final Witness witness;
    private final int threads;
    private final KeyedHash.Key secret;

    /**
     * Reads as many parts of a tree at once as there are threads.
     *
     * @param database connections as {@link nl.meldkamer.audit.store.Role#READER}, one more of them than threads
     */
    public Verifier(Jdbi database, VerifierKey key, Witness witness, int threads) {
        this.database = database;
        this.key = key;
        this.witness = witness;
        this.threads = threads;
        SecureRandom random = new SecureRandom();
        this.secret = new KeyedHash.Key(random.nextLong(), random.nextLong());
    }

    /** The names of all streams. */
    public List<String> streams() {
        return database.withHandle(
                handle -> StreamName.all(handle).stream().map(StreamName::name).toList());
    }

    /**
     * Verifies all of a stream.
     *
     * @throws IllegalArgumentException when there is no such stream
     */
    public Verification verify(String stream) {
        return database.withHandle(handle -> verify(handle, find(handle, stream)));
    }

    private static StreamName find(Handle handle, String stream) {
        return StreamName.find(handle, stream)
                .orElseThrow(() -> new IllegalArgumentException("there is no stream " + stream));
    }

    private Verification verify(Handle handle, StreamName stream) {
        Whole whole = new Whole(handle, stream, key, witness, secret);
        long end = whole.end();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Deque<Future<Chunk.Read>> ahead = new ArrayDeque<>();
            for (long from = 0; from < end; from += Chunk.LEAVES) {
                Chunk chunk = whole.chunk(from, Math.min(end, from + Chunk.LEAVES));
                ahead.add(pool.submit(() -> database.inTransaction(chunk::read)));
                if (ahead.size() > threads) whole.take(done(ahead.remove()));
            }
            while (!ahead.isEmpty()) whole.take(done(ahead.remove()));
        } finally {
            pool.shutdownNow();
        }
        return whole.verification();
    }

    private static Chunk.Read done(Future<Chunk.Read> chunk) {
        try {
            return chunk.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("verifying failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", e);
        }
    }

    /**
     * Verifies some events, by their place in the tree of the last checkpoint; the others are not read. Those that are
     * not sealed yet are compared with themselves.
     *
     * @param from the first number
     * @param to the number after the last
     * @throws IllegalArgumentException when there is no such stream, or the numbers are none of a range
     */
    public Verification verify(String stream, long from, long to) {
        if (from < 0 || to <= from) throw new IllegalArgumentException("no range from " + from + " to " + to);
        return database.withHandle(handle -> new Part(handle, find(handle, stream), key, witness).verify(from, to));
    }
}
