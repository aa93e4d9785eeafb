package nl.meldkamer.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the files of a Zabbix release are: on this machine, or below the root of another system whose programs run
 * with the loader and the libraries of that system, so that two releases can run side by side. Paths in their arguments
 * and configuration are this machine's, and no rights are needed that a server would not have otherwise.
 */
record ZabbixInstallation(Path root) {

    private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu";
    private static final String LOADER = LIBRARIES + "/ld-linux-x86-64.so.2";

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

    /** The words that run a program of that system. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root.equals(Path.of("/"))) command.add(program);
        else command.addAll(List.of(below(LOADER), "--library-path", below(LIBRARIES), below(program)));
        command.addAll(List.of(arguments));
        return command;
    }

    private String below(String path) {
        return root.resolve(path.substring(1)).toString();
    }
}
