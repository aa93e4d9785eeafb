package nl.meldkamer.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What one destination is still owed. Reading takes nothing away; only {@link #ack} and {@link #bury} do. Thread-safe,
 * save the readers.
 */
public final class Outbox {

    private final Spool spool;
    private final Path file;
    private final String destination;
    private final long bit;
    private final String identity;

    Outbox(Spool spool, Path file, String destination, long bit, String identity) {
        this.spool = spool;
        this.file = file;
        this.destination = destination;
        this.bit = bit;
        this.identity = identity;
    }

    public String destination() {
        return destination;
    }

    /**
     * A connection that reads one lane.
     *
     * @param lanes how many there are, a power of two; all samples of an item are in one
     */
    public LaneReader lane(int lane, int lanes) {
        try {
            return new LaneReader(Database.reader(file), spool.newestRows(), bit, lane, lanes);
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }

    /** The destination has taken these. After a power cut soon after, it may be owed them again. */
    public CompletableFuture<?> ack(List<Long> ids) {
        return spool.release(ids, bit);
    }

    /** Gives these up for this destination: they become dead letters. After a power cut soon after, they may wait again. */
    public CompletableFuture<?> bury(List<Long> ids, String reason) {
        return spool.bury(ids, bit, destination, reason);
    }

    /** How many samples the destination is owed. Counts them, which takes a while when there are millions. */
    public long waiting() {
        return spool.waiting(bit);
    }

    /** How long the oldest sample that the destination is owed has waited. */
    public Optional<Duration> oldestAge() {
        return spool.oldestAge(bit);
    }

    /**
     * The session token for one sequence of rising ids to one host: the same after every restart, and another one for
     * another spool file, whose ids start anew. 32 hexadecimal digits, from SHA-256.
     *
     * @param sequence tells apart the sequences of ids that go to the host side by side
     */
    public String session(String host, String sequence) {
        byte[] digest = sha256().digest(
                        String.join("\0", identity, destination, sequence, host).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
