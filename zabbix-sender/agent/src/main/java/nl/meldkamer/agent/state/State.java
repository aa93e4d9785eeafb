package nl.meldkamer.agent.state;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What groups remember between runs: how far they have read, and what they have seen. It lies in {@code state.db} of its
 * directory, in parts that do not see each other; a part that nobody changed for 90 days is forgotten at the next start.
 *
 * <p>A change is kept as a whole or not at all, and once {@link #update} has returned it survives a crash and a power
 * cut. A file that turns out to be damaged when it is opened is moved aside, and everything is learned anew. One process
 * at a time may have a directory open. Thread-safe; one change at a time.
 */
public final class State implements AutoCloseable {

    private static final Duration KEPT_UNUSED = Duration.ofDays(90);

    private final Connection connection;
    private final Optional<Path> movedAside;
    private final InstantSource clock;

    private State(Connection connection, Optional<Path> movedAside, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.movedAside = movedAside;
        this.clock = clock;
        forgetUnused();
        connection.setAutoCommit(false);
    }

    /** Makes the directory and the file where they are missing; throws {@link StateException} when it can't. */
    public static State open(Path directory, InstantSource clock) {
        try {
            StateFile.Opened opened = StateFile.open(directory, clock);
            return new State(opened.connection(), opened.damaged(), clock);
        } catch (SQLException | IOException e) {
            throw new StateException("what groups remember cannot be kept in " + directory + ": " + e, e);
        }
    }

    /** Remembers as long as the process lives. */
    public static State inMemory() {
        try {
            return new State(StateFile.inMemory(), Optional.empty(), InstantSource.system());
        } catch (SQLException e) {
            throw StateFile.explain(e);
        }
    }

    /** Where the file is that was found damaged, if it was. */
    public Optional<Path> movedAside() {
        return movedAside;
    }

    /** Lets {@code change} read and write a part, and keeps what it wrote; nothing is kept when it throws. */
    public synchronized <T> T update(String part, Function<Memory, T> change) {
        try {
            T result = change.apply(new Memory(connection, part));
            touch(part);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw StateFile.explain(e);
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void touch(String part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO part VALUES (?, ?) ON CONFLICT DO UPDATE SET used = excluded.used")) {
            statement.setString(1, part);
            statement.setLong(2, clock.instant().getEpochSecond());
            statement.executeUpdate();
        }
    }

    private void forgetUnused() throws SQLException {
        long bound = clock.instant().minus(KEPT_UNUSED).getEpochSecond();
        for (String sql : new String[] {
            "DELETE FROM entry WHERE part IN (SELECT part FROM part WHERE used < ?)", "DELETE FROM part WHERE used < ?"
        }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, bound);
                statement.executeUpdate();
            }
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The change that failed tells more than its undoing.
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is on the disk.
        }
    }
}
