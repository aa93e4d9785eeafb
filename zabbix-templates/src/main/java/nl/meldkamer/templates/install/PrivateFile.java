package nl.meldkamer.templates.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that only its owner reads and writes (0600). It is replaced whole: after a crash it is the old one or the
 * new one. Beside it may be a draft, {@code NAME.new}: what will be its content once something else has been done.
 */
record PrivateFile(Path path) {

    private static final int LARGEST = 64 * 1024 * 1024;

    Optional<String> read() {
        return read(path);
    }

    void write(String text) {
        draft(text);
        keepDraft();
    }

    Optional<String> draft() {
        return read(draftPath());
    }

    void draft(String text) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            writeThrough(draftPath(), text);
        } catch (IOException e) {
            throw new InstallException(draftPath() + " can't be written: " + e, e);
        }
    }

    /** The draft becomes the file. */
    void keepDraft() {
        try {
            Files.move(draftPath(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InstallException(path + " can't be written: " + e, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(draftPath());
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new InstallException(path + " can't be deleted: " + e, e);
        }
    }

    private Path draftPath() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    private static Optional<String> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) throw new InstallException(file + " is too large to be ours");
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InstallException(file + " can't be read: " + e, e);
        }
    }

    private static void writeThrough(Path file, String text) throws IOException {
        // An older draft may have other rights.
        Files.deleteIfExists(file);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), owner)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }
}
