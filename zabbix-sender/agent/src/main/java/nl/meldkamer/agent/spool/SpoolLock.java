package nl.meldkamer.agent.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second daemon off a spool. The operating system gives the lock back however the process ends; the file stays,
 * and holds the number of the process that has, or last had, the spool.
 */
final class SpoolLock implements AutoCloseable {

    private final FileChannel channel;

    private SpoolLock(FileChannel channel) {
        this.channel = channel;
    }

    static SpoolLock take(Path directory) throws IOException {
        Path file = directory.resolve("spool.lock");
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new SpoolException("the spool in " + directory + " is in use by process " + holder(file)
                    + "; stop that daemon first, or give this one another directory");
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(US_ASCII)), 0);
        return new SpoolLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, US_ASCII).strip();
        return pid.isEmpty() ? "(not known)" : pid;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
