package nl.meldkamer.audit.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that a signing key is in: its text form, one line, mode 0600. It belongs outside the database, and so does
 * every copy of it: who has both can rewrite the record, and only the witness would tell.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Writes a new file, and returns when it is on disk. Never overwrites one: the key in it may be the only copy. */
    public static void create(Path file, SignerKey key) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(MODE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(key.secretText() + "\n");
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    /** Reads a key; refuses a file that others can read. */
    public static SignerKey load(Path file) throws IOException, ProofException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
        if (!MODE.containsAll(open)) {
            throw new ProofException(file + ": the mode is " + PosixFilePermissions.toString(open)
                    + ", so that others may have read the key; it must be 0600");
        }
        try {
            return SignerKey.parse(Files.readString(file).strip());
        } catch (ProofException e) {
            throw new ProofException(file + ": " + e.getMessage());
        }
    }
}
