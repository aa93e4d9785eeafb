package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nl.meldkamer.audit.seal.Verification;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.EventReader;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.VerifierKey;
import nl.meldkamer.e2e.DatabaseUnderFire;
import org.jspecify.annotations.Nullable;

/** A producer at work on a stream of its own, while things are killed; and what has become of its events. */
final class Round implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_LIFE_MILLIS = 1200;
    private static final int LONGEST_START_MILLIS = 600;
    private static final int LOOK_MILLIS = 20;
    private static final int STILL_MILLIS = 2000;
    private static final int PIECE = 4096;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration SHORT_LEASE = Duration.ofMillis(400);
    private static final Duration FARTHEST = Duration.ofHours(12);

    private final DatabaseUnderFire database;
    private final CommitCutter cutter;
    private final Fault fault;
    private final Path key;
    private final VerifierKey verifierKey;
    private final Path ledger;
    private final Path log;
    private final String stream;
    private final SplittableRandom random;

    /** Checkpoints that were there just before something was killed: nothing may contradict them later. */
    private final Set<String> witnessed = new LinkedHashSet<>();

    private @Nullable EventProducerProcess producer;
    private @Nullable EventProducerProcess rival;

    Round(DatabaseUnderFire database, Fault fault, Path key, VerifierKey verifierKey, Path directory, long seed)
            throws IOException {
        this.database = database;
        this.fault = fault;
        this.cutter = new CommitCutter(database.store());
        this.key = key;
        this.verifierKey = verifierKey;
        this.ledger = Files.createFile(directory.resolve("ledger"));
        this.log = directory.resolve("producer.log");
        this.stream = "round/" + directory.getFileName();
        this.random = new SplittableRandom(seed);
    }

    /** At work, or one time of four while it starts. */
    void killProducer() throws IOException, InterruptedException, SQLException {
        EventProducerProcess working = working();
        if (random.nextInt(4) == 0) Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
        else awaitWork();
        lookAsWitness();
        working.kill();
        producer = null;
    }

    void killDatabase() throws IOException, InterruptedException, SQLException {
        working();
        awaitWork();
        lookAsWitness();
        database.kill();
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        database.start();
    }

    /** At its next COMMIT, before or after the server sees it. */
    void cutConnection() throws IOException, InterruptedException, SQLException {
        working();
        awaitWork();
        lookAsWitness();
        cutter.cut(random.nextBoolean() ? CommitCutter.Cut.BEFORE : CommitCutter.Cut.AFTER);
        await(cutter::hasCut, "nobody commits");
    }

    /** Until nothing can be written any more, and a while longer. */
    void fillDisk(Path disk) throws IOException, InterruptedException, SQLException {
        working();
        awaitWork();
        lookAsWitness();
        Path stuff = disk.resolve("stuff");
        fill(stuff);
        awaitStillness();
        Files.delete(stuff);
        // It ends when it can't write what it must.
        database.start();
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) out.write(new byte[PIECE]);
        } catch (IOException full) {
            // That is what it is for.
            return;
        }
    }

    private void awaitStillness() throws IOException, InterruptedException {
        long size = -1;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Files.size(ledger) != size) {
            if (System.nanoTime() - end > 0) throw new IOException("a full disk does not stop the producer");
            size = Files.size(ledger);
            Thread.sleep(STILL_MILLIS);
        }
    }

    /** Longer than a lease, one time of two. */
    void haltOneOfTwo() throws IOException, InterruptedException, SQLException {
        EventProducerProcess one = working();
        EventProducerProcess other = rival;
        if (other == null) rival = other = EventProducerProcess.start(settings("rival", random.nextLong()), log);
        awaitWork();
        lookAsWitness();
        EventProducerProcess halted = random.nextBoolean() ? one : other;
        halted.halt();
        Thread.sleep(random.nextInt(2 * (int) SHORT_LEASE.toMillis()));
        halted.goOn();
    }

    /** It is set again and again, as long as there is a producer. */
    void awaitChangedClock() throws IOException, InterruptedException, SQLException {
        working();
        awaitWork();
        lookAsWitness();
    }

    /** Lets a producer end in order, and holds the record against the ledger and against what was witnessed. */
    Verdict end() throws Exception {
        EventProducerProcess last = working();
        awaitWork();
        if (rival != null) rival.makeNoMore();
        last.drain(PATIENCE);
        if (rival != null) rival.drain(PATIENCE);
        try (AuditStore store = AuditStore.open(database.store())) {
            Verifier verifier = new Verifier(store.as(Role.READER), verifierKey, origin -> List.copyOf(witnessed), 2);
            return verdict(entries(store.reader()), verifier.verify(stream));
        }
    }

    private Verdict verdict(List<Verdict.Entry> entries, Verification verification) throws IOException {
        List<String> more = new ArrayList<>();
        verification.faults().forEach(fault -> more.add("not verified: " + fault.seq() + ", " + fault.what()));
        if (verification.size() != entries.size())
            more.add("not sealed: " + entries.size() + " events, and a tree of " + verification.size());
        return Verdict.on(Ledger.read(ledger), entries).and(more);
    }

    private List<Verdict.Entry> entries(EventReader reader) {
        List<Verdict.Entry> entries = new ArrayList<>();
        reader.range(reader.stream(stream).orElseThrow(), 0, Long.MAX_VALUE, entry -> {
            try {
                entries.add(entry(entry.event()));
            } catch (MalformedRecordException e) {
                throw new IllegalStateException("event " + entry.seq() + ": " + e.getMessage(), e);
            }
        });
        return entries;
    }

    private static Verdict.Entry entry(StoredEvent stored) {
        return new Verdict.Entry(stored.seq(), stored.event().id(), stored.recorded());
    }

    private EventProducerProcess working() throws IOException {
        EventProducerProcess now = producer;
        if (now == null) producer = now = EventProducerProcess.start(settings("producer", random.nextLong()), log);
        return now;
    }

    private EventProducerSettings settings(String owner, long ownSeed) throws IOException {
        return new EventProducerSettings(
                fault == Fault.CUT_CONNECTIONS ? cutter.settings() : database.store(),
                key,
                ledger,
                stream,
                ownSeed,
                owner,
                fault == Fault.TWO_WRITERS ? SHORT_LEASE : LEASE,
                fault == Fault.CHANGED_CLOCK ? FARTHEST : Duration.ZERO);
    }

    /** Until it has written on, and for a while after that. */
    private void awaitWork() throws IOException, InterruptedException {
        long size = Files.size(ledger);
        await(() -> Files.size(ledger) > size + 1, "the producer does nothing");
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition, String otherwise) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0)
                throw new IOException(otherwise + "; the producer said: " + Files.readString(log));
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void lookAsWitness() throws IOException, SQLException {
        StoreSettings.Server store = database.store();
        String sql =
                "SELECT note FROM audit.checkpoint JOIN audit.stream ON stream.id = checkpoint.stream WHERE name = ?";
        try (Connection connection = DriverManager.getConnection(store.url(), store.user(), store.password());
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, stream);
            try (ResultSet notes = query.executeQuery()) {
                while (notes.next()) witnessed.add(notes.getString(1));
            }
        } catch (SQLException e) {
            // While the first producer of all starts, there is no table yet.
            if (!"42P01".equals(e.getSQLState())) throw e;
        }
    }

    @Override
    public void close() throws IOException {
        cutter.close();
        if (producer != null) producer.close();
        if (rival != null) rival.close();
    }
}
