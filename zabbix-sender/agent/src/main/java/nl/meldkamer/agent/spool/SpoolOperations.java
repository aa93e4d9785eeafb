package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator may ask of a spool, and do with it, whether or not a daemon has it at the moment. Each call opens
 * the file anew and throws {@link SpoolException} when that can't be done.
 */
public final class SpoolOperations {

    private static final long NO_LIMIT_OF_OUR_OWN = Integer.MAX_VALUE;

    private final Path directory;
    private final Path file;
    private final InstantSource clock;

    public SpoolOperations(Path directory, InstantSource clock) {
        this.directory = directory;
        this.file = directory.resolve(SpoolFile.NAME);
        this.clock = clock;
    }

    public SpoolStatus status() {
        return read(connection -> new SpoolStatus(
                directory,
                owed(connection),
                Database.number(connection, "SELECT count(*) FROM dead"),
                oldest(connection),
                Database.usedBytes(connection),
                fileBytes(),
                damagedFiles()));
    }

    /** The oldest samples, of all destinations. */
    public List<SpooledSample> list(int most) {
        return read(connection -> {
            Checksum checksum = new Checksum();
            String query = "SELECT " + SampleTable.COLUMNS + " FROM sample ORDER BY id LIMIT " + most;
            return rows(connection, query, row -> SampleTable.read(row, checksum));
        });
    }

    /** The newest dead letters, newest first. */
    public List<DeadLetter> dead(int most) {
        return read(connection -> rows(
                connection,
                "SELECT " + DeadLetterTable.COLUMNS + " FROM dead ORDER BY id DESC LIMIT " + most,
                DeadLetterTable::read));
    }

    /**
     * Puts dead letters back into the spool, behind what waits there, for the destination that rejected them.
     *
     * @param ids of the dead letters; unknown ones are passed over
     * @return how many were put back
     */
    public int replay(List<Long> ids) {
        return write(transaction -> new Replay(transaction).run(ids));
    }

    /** As {@link #replay(List)}, for all there are. */
    public int replayAll() {
        return replay(read(connection -> rows(connection, "SELECT id FROM dead ORDER BY id", row -> row.getLong(1))));
    }

    /** What a destination has acknowledged within a time, as far as it is remembered; the oldest first. */
    public List<DeliveredSample> delivered(String destination, Instant from, Instant to) {
        return read(connection -> {
            Long bit = Destinations.known(connection).get(destination);
            if (bit == null) throw new SpoolException("the spool has no destination '" + destination + "'");
            String query = "SELECT " + DeliveredTable.COLUMNS + " FROM delivered WHERE destination = " + bit
                    + " AND at BETWEEN " + from.getEpochSecond() + " AND " + to.getEpochSecond() + " ORDER BY id";
            return rows(connection, query, DeliveredTable::read);
        });
    }

    /**
     * Puts delivered samples back into the spool, for the destination that acknowledged them.
     *
     * @param ids of the record of delivered samples; unknown ones are passed over
     * @return how many were put back
     */
    public int resend(List<Long> ids) {
        return write(transaction -> {
            SampleTable samples = new SampleTable(transaction);
            List<DeliveredSample> found = rows(
                    transaction.connection(),
                    "SELECT " + DeliveredTable.COLUMNS + " FROM delivered WHERE id IN (SELECT value FROM json_each('"
                            + ids + "')) ORDER BY id",
                    DeliveredTable::read);
            for (DeliveredSample one : found)
                samples.insert(List.of(one.sample()), clock.instant().getEpochSecond(), one.destination());
            return found.size();
        });
    }

    /** Reads everything and compares it with its checksums; takes as long as that takes. */
    public Verification verify() {
        return read(connection -> {
            List<String> found = rows(connection, "PRAGMA integrity_check", row -> row.getString(1));
            List<String> problems = found.equals(List.of("ok")) ? List.of() : found;
            return verifySamples(connection, problems);
        });
    }

    /**
     * Writes every waiting sample, the oldest first, as a line of JSON.
     *
     * @return how many
     * @throws IOException if the writer throws it
     */
    public long export(Writer out) throws IOException {
        try (Connection connection = open();
                PreparedStatement query =
                        connection.prepareStatement("SELECT " + SampleTable.COLUMNS + " FROM sample ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            Checksum checksum = new Checksum();
            ExportFormat format = new ExportFormat(out);
            long count = 0;
            for (; rows.next(); count++) format.write(SampleTable.read(rows, checksum));
            return count;
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }

    private static Verification verifySamples(Connection connection, List<String> problems) throws SQLException {
        List<Long> damaged = new ArrayList<>();
        Checksum checksum = new Checksum();
        long checked = 0;
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT " + SampleTable.COLUMNS + " FROM sample ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            for (; rows.next(); checked++) {
                SpooledSample row = SampleTable.read(rows, checksum);
                if (!row.intact()) damaged.add(row.id());
            }
        }
        return new Verification(checked, damaged, problems);
    }

    private static Map<String, Long> owed(Connection connection) throws SQLException {
        Map<String, Long> owed = new LinkedHashMap<>();
        for (Map.Entry<String, Long> destination :
                Destinations.known(connection).entrySet()) {
            String query = "SELECT count(*) FROM sample WHERE owed & " + destination.getValue();
            owed.put(destination.getKey(), Database.number(connection, query));
        }
        return owed;
    }

    private Optional<Duration> oldest(Connection connection) throws SQLException {
        long stored = Database.number(connection, "SELECT stored FROM sample ORDER BY id LIMIT 1");
        if (stored == 0) return Optional.empty();
        Duration age = Duration.between(Instant.ofEpochSecond(stored), clock.instant());
        return Optional.of(age.isNegative() ? Duration.ZERO : age);
    }

    private long fileBytes() throws IOException {
        Path log = file.resolveSibling(SpoolFile.NAME + "-wal");
        return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }

    private List<Path> damagedFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(SpoolFile::isDamaged).sorted().toList();
        }
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException, IOException;
    }

    private interface Writing<T> {
        T within(Statements transaction) throws SQLException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = open()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw Database.explain(e);
        } catch (IOException e) {
            throw new SpoolException("the spool's directory " + directory + " can't be read: " + e, e);
        }
    }

    private <T> T write(Writing<T> writing) {
        requireFile();
        try (Connection connection = Database.writer(file, NO_LIMIT_OF_OUR_OWN)) {
            Statements statements = new Statements(connection);
            statements.begin(true);
            T result = writing.within(statements);
            statements.commit();
            return result;
        } catch (SQLException e) {
            throw Database.explain(e);
        }
    }

    private Connection open() throws SQLException {
        requireFile();
        return Database.reader(file);
    }

    private void requireFile() {
        if (!Files.exists(file)) throw new SpoolException("there is no spool in " + directory);
    }

    private static <T> List<T> rows(Connection connection, String query, Row<T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) found.add(row.read(rows));
        }
        return found;
    }
}
