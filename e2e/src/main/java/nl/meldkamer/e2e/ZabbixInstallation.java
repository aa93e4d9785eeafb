package nl.meldkamer.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the files of a Zabbix release are: on this machine, or below the root of another system that is entered with
 * chroot(1), so that two releases can run side by side.
 */
record ZabbixInstallation(Path root) {

    /** That of this machine's own packages. */
    static ZabbixInstallation ofThisMachine() {
        return new ZabbixInstallation(Path.of("/"));
    }

    /** The scripts that make the database, in the order in which they are to be run. */
    List<Path> databaseScripts() {
        Path scripts = root.resolve("usr/share/zabbix-server-pgsql");
        return List.of(
                scripts.resolve("schema.sql.gz"), scripts.resolve("images.sql.gz"), scripts.resolve("data.sql.gz"));
    }

    Path frontend() {
        return root.resolve("usr/share/zabbix");
    }

    /** A command of that system. Its arguments name paths as that system sees them. */
    List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        if (!root.equals(Path.of("/"))) command.addAll(List.of("chroot", root.toString()));
        command.addAll(List.of(words));
        return command;
    }
}
