package nl.meldkamer.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Chromium, driven by a script of ours with playwright-core, which npm puts into the build folder. */
final class Browser {

    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "screenshot.mjs");

    /** In pixels; a dashboard scrolls inside its frame, so that the whole of it is not higher than this. */
    private static final String HEIGHT = "1700";

    private final Path directory;

    private Browser(Path directory) {
        this.directory = directory;
    }

    /** Made ready in the build folder; from then on it needs no network. */
    static Browser inBuildFolder() throws IOException {
        Path directory = Files.createDirectories(Path.of("target/browser").toAbsolutePath());
        // Tests run in two virtual machines at once, and either may be the first.
        try (FileChannel lock = FileChannel.open(
                        directory.resolveSibling("browser.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (!held.isValid()) throw new IOException("the lock of " + directory + " was lost");
            makeReady(directory);
        }
        return new Browser(directory);
    }

    private static void makeReady(Path directory) throws IOException {
        for (String file : FILES) {
            Files.copy(SCRIPTS.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(directory.resolve("node_modules"))) {
            Command.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .in(directory)
                    .output();
        }
    }

    /** Where the picture of that name is put. */
    Path picture(String name) throws IOException {
        return Files.createDirectories(directory.resolveSibling("screenshots")).resolve(name + ".png");
    }

    /**
     * A picture to take.
     *
     * @param page its address within the frontend
     */
    record Shot(String page, Path picture) {}

    /** As the administrator sees them, in one run of the browser; returns the errors that they show. */
    List<String> photograph(URI frontend, List<Shot> shots) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "screenshot.mjs", frontend.toString(), HEIGHT));
        for (Shot shot : shots)
            command.addAll(List.of(shot.page(), shot.picture().toString()));
        String errors = Command.of(command.toArray(String[]::new))
                .with("ZABBIX_USER", ZabbixApi.ADMINISTRATOR.user())
                .with("ZABBIX_PASSWORD", ZabbixApi.ADMINISTRATOR.password())
                .in(directory)
                .output();
        return errors.lines().toList();
    }
}
