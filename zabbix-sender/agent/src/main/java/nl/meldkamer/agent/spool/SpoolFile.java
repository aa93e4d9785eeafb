package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds or makes the database file, and puts a damaged one aside: it is evidence, so it is never deleted. */
final class SpoolFile {

    static final String NAME = "spool.db";

    private static final String DAMAGED = NAME + ".damaged-";
    private static final Logger log = LoggerFactory.getLogger(SpoolFile.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String[] SUFFIXES = {"", "-wal", "-shm"};

    private SpoolFile() {}

    /**
     * A sound file with this program's tables, opened for writing.
     *
     * @param damaged where the file that was found there is now, if it was damaged
     */
    record Opened(Path file, Connection connection, Optional<Path> damaged) {

        /** Gives what is made from it, or closes it if that fails. */
        <T> T orClosed(GroupCommit.Job<T> making) throws SQLException {
            try {
                return making.run();
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
    }

    static Opened open(Path directory, SpoolLimits limits, InstantSource clock) throws SQLException, IOException {
        Path file = directory.resolve(NAME);
        try {
            return new Opened(file, openSound(file, limits), Optional.empty());
        } catch (SQLException e) {
            if (!Database.isDamage(e)) throw e;
            Path aside = moveAside(file, clock);
            Connection connection = openSound(file, limits);
            int saved = Salvage.run(aside, connection);
            log.error(
                    "ALARM: the spool was damaged ({}) and is now {}; of its samples {} could be carried over into a"
                            + " new one",
                    e.getMessage(),
                    aside,
                    saved);
            return new Opened(file, connection, Optional.of(aside));
        }
    }

    static boolean isDamaged(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(DAMAGED) && !name.endsWith("-wal") && !name.endsWith("-shm");
    }

    private static Connection openSound(Path file, SpoolLimits limits) throws SQLException {
        Connection connection = Database.writer(file, Room.hardLimitPages(limits));
        try {
            String found = Database.text(connection, "PRAGMA quick_check(1)");
            if (!found.equals("ok")) throw new DamagedException(found);
            Schema.migrate(connection);
            requireTables(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What the check of the file's structure can't know: that the tables in it are ours. */
    private static void requireTables(Connection connection) throws SQLException {
        try {
            Schema.repairCounter(connection);
            Database.number(connection, "SELECT crc + owed FROM sample LIMIT 1");
            Database.number(connection, "SELECT died FROM dead LIMIT 1");
            Database.text(connection, "SELECT token FROM identity");
        } catch (SQLException e) {
            throw Database.isSqlError(e) ? new DamagedException(e.toString()) : e;
        }
    }

    private static Path moveAside(Path file, InstantSource clock) throws IOException {
        Path aside = free(file.resolveSibling(DAMAGED + STAMP.format(clock.instant())));
        for (String suffix : SUFFIXES) {
            Path part = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(part)) Files.move(part, aside.resolveSibling(aside.getFileName() + suffix));
        }
        return aside;
    }

    private static Path free(Path wanted) {
        Path free = wanted;
        for (int next = 2; Files.exists(free); next++) free = wanted.resolveSibling(wanted.getFileName() + "." + next);
        return free;
    }
}
