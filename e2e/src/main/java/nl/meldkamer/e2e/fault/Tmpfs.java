package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory; only root can have one. */
public final class Tmpfs implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Path directory;

    private Tmpfs(Path directory) {
        this.directory = directory;
    }

    public static Tmpfs mount(Path directory, long bytes) throws IOException {
        Files.createDirectories(directory);
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "meldkamer-reliability", directory.toString());
        return new Tmpfs(directory);
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        run("umount", directory.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (process.exitValue() != 0)
            throw new IOException(String.join(" ", command) + " failed; it needs root rights");
    }
}
