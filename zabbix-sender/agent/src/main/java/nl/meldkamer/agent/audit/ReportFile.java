package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a report once: the whole of it is on the disk under its name, or nothing is, and what is there stays. */
final class ReportFile {

    private ReportFile() {}

    /** Throws {@link FileAlreadyExistsException} when it is there, whatever it holds. */
    static void write(Path file, String text) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a name");
        Files.createDirectories(directory);
        Path part = directory.resolve("." + file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        if (Files.exists(file)) {
            Files.delete(part);
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(part, file);
        try (FileChannel folder = FileChannel.open(directory)) {
            folder.force(true);
        }
    }
}
