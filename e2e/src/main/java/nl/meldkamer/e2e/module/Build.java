package nl.meldkamer.e2e.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What the build made, put where any user can get at it.
 *
 * @param launcher of the daemon
 * @param directory with {@code meldkamer.so} and {@code meldkamer-agent2}
 */
public record Build(Path launcher, Path directory) {

    private static final String MODULE = "meldkamer.so";
    private static final String PLUGIN = "meldkamer-agent2";

    /** Copies the module and the plugin. */
    public static Build of(Path checkout, Path directory) throws IOException {
        Path built = checkout.resolve("loadable-module/target/c");
        Files.createDirectories(directory);
        for (String name : new String[] {MODULE, PLUGIN}) {
            Path copy = Files.copy(built.resolve(name), directory.resolve(name));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return new Build(checkout.resolve("zabbix-sender/agent/target/meldkamer/bin/meldkamer"), directory);
    }

    String module() {
        return MODULE;
    }

    Path plugin() {
        return directory.resolve(PLUGIN);
    }
}
