package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The new database of a Zabbix release as a dump, for tests that each begin with one: the packages' scripts insert some
 * hundred thousand rows one by one, which takes five times as long. The first to need it makes it, in the folder that the
 * system property {@code meldkamer.e2e.ready-made} names; without that there is none.
 */
record ReadyMade(Path file) {

    private static final String FOLDER = "meldkamer.e2e.ready-made";

    /** Of the scripts as they are now: a newer package makes another. */
    static Optional<ReadyMade> of(ZabbixInstallation installation) throws IOException {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty()) return Optional.empty();
        StringBuilder name = new StringBuilder("zabbix");
        for (Path script : installation.databaseScripts())
            name.append('-').append(Files.getLastModifiedTime(script).toMillis());
        return Optional.of(new ReadyMade(Path.of(folder).resolve(name + ".sql")));
    }

    boolean exists() {
        return Files.exists(file);
    }

    void restore(Postgres postgres, String database, Login login) throws IOException {
        postgres.run(database, login, file);
    }

    /** Two who do so at once write the same, and the file is there as a whole or not at all. */
    void keep(Postgres postgres, String database, Login login) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "unfinished", ".sql");
        postgres.dump(database, login, unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
