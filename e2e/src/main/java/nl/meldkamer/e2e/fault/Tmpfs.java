package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory; only root can have one. */
final class Tmpfs implements AutoCloseable {

    private final Path directory;

    private Tmpfs(Path directory) {
        this.directory = directory;
    }

    static Tmpfs mount(Path directory, long bytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "meldkamer-reliability", directory.toString());
        return new Tmpfs(directory);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", directory.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IOException(command[0] + " hangs");
        if (process.exitValue() != 0)
            throw new IOException(command[0] + " of " + directoryOf(command) + " failed; it needs root rights");
    }

    private static String directoryOf(String... command) {
        return command[command.length - 1];
    }
}
