package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the latest values of the daemon's own host in a file beside its socket, where the loadable module reads them without
 * a word with the daemon. It only makes answers quick: what is not on it is asked for on the socket. Its bytes are drawn in
 * the module's {@code board.h}. The file has the mode 0640 and Zabbix's group, where that may be given.
 *
 * <p>It has room for {@link #PLACES} keys, and for what of key and value fits in {@link #LONGEST} bytes together. For
 * whoever reads it a value is there whole or not at all. While the daemon lives the file says so, every {@link #BEAT};
 * readers believe that for a second, and then ask on the socket. Thread-safe.
 */
public final class Board implements AutoCloseable {

    static final int PLACES = 1 << 14;
    static final int LONGEST = 236;
    static final Duration BEAT = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(Board.class);

    private static final String SUFFIX = ".board";
    private static final byte[] MAGIC = {'M', 'L', 'B', 1};
    private static final int PROBES = 8;
    private static final int BEAT_AT = 8;
    private static final int SLOT = 20 + LONGEST;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Path file;
    private final Optional<Object> identity;
    private final MappedByteBuffer bytes;
    private final LongSupplier nanoTime;
    private final @Nullable String[] keys = new String[PLACES + PROBES - 1];
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(Board::thread);
    private int shown;

    private Board(Path file, MappedByteBuffer bytes, LongSupplier nanoTime) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.nanoTime = nanoTime;
        identity = SocketServer.identity(file);
    }

    /** Shows from now on what is known, beside the socket; without it, when that can't be, everything is still told there. */
    public static Optional<Board> show(LatestValues latest, Path socket) {
        try {
            Board board = beside(socket, System::nanoTime);
            latest.showOn(board);
            var unused = board.heart.scheduleAtFixedRate(board::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(board);
        } catch (IOException e) {
            log.warn(
                    "there is no board beside the socket, so that the module asks for each value there: {}",
                    e.toString());
            return Optional.empty();
        }
    }

    /** One that shows nothing yet, in the place of another that may be there. */
    static Board beside(Path socket, LongSupplier nanoTime) throws IOException {
        Path file = socket.resolveSibling(socket.getFileName() + SUFFIX);
        Path unfinished = socket.resolveSibling(socket.getFileName() + SUFFIX + ".new");
        try {
            MappedByteBuffer bytes = empty(unfinished);
            SocketServer.giveToGroup(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Board(file, bytes, nanoTime);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Written and not only lengthened, so that a full disk is known of now. */
    private static MappedByteBuffer empty(Path file) throws IOException {
        Files.deleteIfExists(file);
        ByteBuffer content = ByteBuffer.allocate(SLOT * (PLACES + PROBES));
        content.put(0, MAGIC).putInt(MAGIC.length, PLACES);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")))) {
            while (content.hasRemaining()) channel.write(content);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, content.capacity());
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "board");
        thread.setDaemon(true);
        return thread;
    }

    /** Says that the daemon lives. */
    void beat() {
        bytes.putLong(BEAT_AT, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong()));
    }

    /**
     * Shows a value, in the place of the one before; one for which there is no room is not shown.
     *
     * @param until milliseconds since 1970 UTC
     */
    synchronized void put(String key, String value, long until) {
        byte[] name = key.getBytes(UTF_8);
        byte[] text = value.getBytes(UTF_8);
        OptionalInt place = place(name, slot -> key.equals(keys[slot]));
        if (place.isEmpty()) place = place(name, slot -> keys[slot] == null);
        if (name.length + text.length > LONGEST) remove(key);
        else place.ifPresent(slot -> write(slot, key, slot(name, text, until)));
    }

    /** Shows no value of the key. */
    synchronized void remove(String key) {
        place(key.getBytes(UTF_8), slot -> key.equals(keys[slot])).ifPresent(slot -> write(slot, null, new byte[SLOT]));
    }

    /** How many keys it shows. */
    synchronized int shown() {
        return shown;
    }

    private void write(int slot, @Nullable String key, byte[] content) {
        shown += (key == null ? 0 : 1) - (keys[slot] == null ? 0 : 1);
        keys[slot] = key;
        bytes.put((1 + slot) * SLOT, content);
    }

    private static OptionalInt place(byte[] name, IntPredicate wanted) {
        int first = (int) Long.remainderUnsigned(hash(name, 0), PLACES);
        return IntStream.range(first, first + PROBES).filter(wanted).findFirst();
    }

    private static byte[] slot(byte[] name, byte[] text, long until) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT);
        slot.position(Long.BYTES);
        slot.putLong(until).putShort((short) name.length).putShort((short) text.length);
        slot.put(name).put(text);
        return slot.putLong(0, hash(slot.array(), Long.BYTES)).array();
    }

    /** FNV-1a of 64 bits: for its few lines on either side, and because nobody is to be kept from forging it. */
    static long hash(byte[] bytes, int from) {
        long hash = FNV_OFFSET;
        for (int i = from; i < bytes.length; i++) hash = (hash ^ Byte.toUnsignedInt(bytes[i])) * FNV_PRIME;
        return hash;
    }

    /** Nothing on it is to be believed any more. */
    @Override
    public void close() {
        heart.shutdownNow();
        bytes.putLong(BEAT_AT, 0);
        try {
            if (identity.equals(SocketServer.identity(file))) Files.delete(file);
        } catch (IOException e) {
            log.debug("the board was not removed", e);
        }
    }
}
