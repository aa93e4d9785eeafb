package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Events on their way to the daemon, a file each, that only this account can read. What {@link #put} has returned for
 * survives a kill and a power cut. Bounded: when it is full, nothing more is taken, and the caller is told (policy
 * "refuse new"). Any number of programs may put; one takes. Thread-safe.
 */
public final class EventSpool {

    private static final int MOST = 10_000;
    private static final String EVENT = ".json";

    private final Path directory;
    private final int most;

    EventSpool(Path directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    /** The one of a daemon's data directory. */
    public static EventSpool in(Path data) {
        return new EventSpool(data.resolve("audit-spool"), MOST);
    }

    /** Keeps an event, and returns its file when the disk has it; throws {@link AuditException} when it can't. */
    Path put(byte[] event) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (size() >= most)
                throw new AuditException("the spool " + directory + " is full: " + most
                        + " events wait there for the daemon; nothing was kept of this one");
            return written(event);
        } catch (IOException e) {
            throw new AuditException("the event can't be kept in " + directory + ": " + e, e);
        }
    }

    private Path written(byte[] event) throws IOException {
        String name = "%020d-%s".formatted(System.currentTimeMillis(), UUID.randomUUID());
        Path part = directory.resolve(name + ".part");
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            ByteBuffer bytes = ByteBuffer.wrap(event);
            while (bytes.hasRemaining()) file.write(bytes);
            file.force(true);
        }
        Path whole = Files.move(part, directory.resolve(name + EVENT), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(directory)) {
            folder.force(true);
        }
        return whole;
    }

    /** The oldest ones, by the clock of those who put them. */
    List<Path> oldest(int count) throws IOException {
        return events().stream().sorted().limit(count).toList();
    }

    long size() throws IOException {
        return events().size();
    }

    private List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(EVENT)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
