package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.SplittableRandom;
import nl.meldkamer.audit.tree.KeyFile;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.e2e.DatabaseUnderFire;
import org.jspecify.annotations.Nullable;

/** Rounds on one PostgreSQL, and on another with a small disk where that is to get full, one after another, each with a stream of its own. Not thread-safe. */
final class Campaign implements AutoCloseable {

    private final Path directory;
    private final DatabaseUnderFire database;
    private final SignerKey key;
    private @Nullable SmallDatabase small;
    private int rounds;

    private Campaign(Path directory, DatabaseUnderFire database, SignerKey key) {
        this.directory = directory;
        this.database = database;
        this.key = key;
    }

    /** What a round came to. */
    record Result(Fault fault, long seed, int times, Verdict verdict) {

        @Override
        public String toString() {
            return (verdict.holds() ? "held    " : "FAILED  ") + fault + " seed " + seed + ": " + times + " times, "
                    + verdict.acknowledged() + " acknowledged, " + verdict.stored() + " stored"
                    + verdict.faults().stream().limit(10).map("; "::concat).reduce("", String::concat);
        }
    }

    /** @param directory empty, and open to other accounts */
    static Campaign start(Path directory) throws IOException, SQLException {
        SignerKey key = SignerKey.generate("audit.example.org", new SecureRandom());
        KeyFile.create(directory.resolve("signing.key"), key);
        DatabaseUnderFire database = new DatabaseUnderFire(directory.resolve("database"));
        try {
            database.open();
            return new Campaign(directory, database, key);
        } catch (IOException | SQLException | RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    /** One round. Throws when it could not be played to its end. */
    Result play(Fault fault, long seed) throws Exception {
        Path place = Files.createDirectories(directory.resolve("round-" + ++rounds));
        DatabaseUnderFire on = fault == Fault.FULL_DISK ? small().database() : database;
        try (Round round = new Round(on, fault, directory.resolve("signing.key"), key.verifier(), place, seed)) {
            int times = 1 + new SplittableRandom(seed).nextInt(3);
            for (int i = 0; i < times; i++) happen(fault, round);
            return new Result(fault, seed, times, round.end());
        }
    }

    private void happen(Fault fault, Round round) throws Exception {
        switch (fault) {
            case KILLED_PRODUCER -> round.killProducer();
            case KILLED_DATABASE -> round.killDatabase();
            case CUT_CONNECTIONS -> round.cutConnection();
            case FULL_DISK -> round.fillDisk(small().disk());
            case TWO_WRITERS -> round.haltOneOfTwo();
            case CHANGED_CLOCK -> round.awaitChangedClock();
        }
    }

    private SmallDatabase small() throws IOException, SQLException {
        SmallDatabase now = small;
        if (now == null) small = now = SmallDatabase.start(directory.resolve("disk"));
        return now;
    }

    @Override
    public void close() throws IOException {
        database.close();
        if (small != null) small.close();
    }
}
