package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a server puts its Unix sockets, whose whole path may have 107 bytes (unix(7)). */
final class SocketDirectory {

    private static final int LONGEST_DIRECTORY = 70;

    private SocketDirectory() {}

    /** The server's own directory; where that is too deep, one below /tmp that the server's directory remembers. */
    static Path of(Path directory, Account account) throws IOException {
        if (directory.toString().length() <= LONGEST_DIRECTORY) return directory;
        Path memory = directory.resolve("sockets");
        if (Files.exists(memory)) {
            Path before = Path.of(Files.readString(memory).strip());
            if (Files.isDirectory(before)) return before;
        }
        Path fresh = account.own(Files.createTempDirectory(Path.of("/tmp"), "sockets"));
        Files.writeString(memory, fresh + "\n");
        return fresh;
    }
}
