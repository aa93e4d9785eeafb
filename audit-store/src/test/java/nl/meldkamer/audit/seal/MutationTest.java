package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.Meanwhile;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.Receipt;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a superuser can do to the data behind our back, and whether it is found. */
class MutationTest {
    /** More than one chunk, so that all parts of the verifier have something to do. */
    private static final long SIZE = 66_000;

    private static final long SECOND_CHECKPOINT = 40_000;
    private static final SignerKey KEY = SignerKey.generate("audit.example.org", new SecureRandom());
    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final List<String> SEEN = new ArrayList<>();

    private static PostgreSql server;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeAStore() throws Exception {
        server = PostgreSql.start();
        server.execute("postgres", "CREATE DATABASE original");
        try (AuditStore store = server.open("original");
                Connection connection = server.connect("original")) {
            long from = 0;
            for (long to : List.of(300L, SECOND_CHECKPOINT, SIZE)) {
                Events.append(connection, from, to, "{}");
                seal(store);
                from = to;
                if (to == SECOND_CHECKPOINT) run("pg_dump", "-Fc", "-d", server.uri("original"), "-f", backup());
            }
            store.as(Role.READER)
                    .useHandle(
                            handle -> SEEN.addAll(handle.createQuery("SELECT note FROM audit.checkpoint ORDER BY size")
                                    .mapTo(String.class)
                                    .list()));
        }
    }

    private static void seal(AuditStore store) {
        Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
        sealing.round();
        assertThat(sealing.states()).allMatch(state -> state.failure().isEmpty() && state.size() == state.head());
    }

    private static String backup() {
        return directory.resolve("backup").toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A copy of the store, with what was done to it. */
    private static AuditStore copy(String... done) throws SQLException, StoreException {
        String name = "copy" + COPIES.incrementAndGet();
        server.execute("postgres", "CREATE DATABASE " + name + " TEMPLATE original");
        server.execute(name, "ALTER TABLE ONLY audit.event DISABLE TRIGGER ALL");
        server.execute(
                name, "ALTER TABLE audit.tile DISABLE TRIGGER ALL", "ALTER TABLE audit.checkpoint DISABLE TRIGGER ALL");
        server.execute(name, done);
        return server.open(name);
    }

    private static Verification verify(AuditStore store, Witness witness) {
        return new Verifier(store.as(Role.READER), KEY.verifier(), witness, 2).verify(Events.STREAM);
    }

    private static Witness witness() {
        return origin -> origin.equals("audit.example.org/" + Events.STREAM) ? SEEN : List.of();
    }

    @Test
    void aStoreThatNobodyTouchedIsValidAsAWholeInPartAndInEachEvent() throws Exception {
        try (AuditStore store = copy()) {
            Verification whole = verify(store, witness());
            assertThat(whole).isEqualTo(new Verification(Events.STREAM, SIZE, SIZE, SIZE, List.of(), 0, List.of()));
            Verifier verifier = new Verifier(store.as(Role.READER), KEY.verifier(), witness(), 2);
            assertThat(verifier.verify(Events.STREAM, 1000, 66_000).valid()).isTrue();
            for (long seq : new long[] {0, 255, 256, 65_535, 65_536, 65_999}) {
                assertThat(verifier.verify(Events.STREAM, seq, seq + 1).faults())
                        .isEmpty();
            }
            new WitnessCheck(store.as(Role.READER), KEY.verifier(), witness()).require();
        }
    }

    static Stream<Arguments> mutations() {
        String row = " WHERE stream = 1 AND seq = 777";
        String last = " WHERE stream = 1 AND seq = 65999";
        return Stream.of(
                one(777, "it is missing", "UPDATE audit.event SET stream = 2" + row),
                one(777, "it is missing", "UPDATE audit.event SET seq = 99777" + row),
                one(777, "column month", "UPDATE audit.event SET month = month + interval '1 month'" + row),
                one(777, "column event_id", "UPDATE audit.event SET event_id = gen_random_uuid()" + row),
                one(777, "column source", "UPDATE audit.event SET source = source || ' '" + row),
                one(777, "column process", "UPDATE audit.event SET process = 'Termination'" + row),
                one(777, "column action", "UPDATE audit.event SET action = 'other'" + row),
                one(777, "column status", "UPDATE audit.event SET status = 'Compliant!'" + row),
                one(777, "column flags", "UPDATE audit.event SET flags = 4" + row),
                one(778, "column reference_type", "UPDATE audit.event SET reference_type = NULL WHERE seq = 778"),
                one(778, "column reference_name", "UPDATE audit.event SET reference_name = 'other' WHERE seq = 778"),
                one(777, "column actor", "UPDATE audit.event SET actor = 'someone'" + row),
                one(
                        777,
                        "column occurred",
                        "UPDATE audit.event SET occurred = occurred + interval '1 microsecond'" + row),
                one(
                        777,
                        "column recorded",
                        "UPDATE audit.event SET recorded = recorded - interval '1 microsecond'" + row),
                one(777, "column", "UPDATE audit.event SET canonical = set_byte(canonical, 60, 65)" + row),
                one(777, "column canonical is no record", "UPDATE audit.event SET canonical = 'x'" + row),
                one(777, "column leaf", "UPDATE audit.event SET leaf = sha256('x')" + row),
                one(777, "it is not what was sealed", Events.rewrite(777)),
                one(777, "it is missing", "DELETE FROM audit.event" + row),
                one(SIZE, "the stream ends", insert("seq + 65223", "month")),
                one(777, "another row", insert("seq", "month + interval '1 month'")),
                one(
                        700,
                        "column seq",
                        "UPDATE audit.event SET seq = CASE seq WHEN 700 THEN -701 ELSE -700 END"
                                + " WHERE seq IN (700, 701)",
                        "UPDATE audit.event SET seq = -seq WHERE seq < 0"),
                one(65_900, "it is missing", "DELETE FROM audit.event WHERE seq >= 65900"),
                one(
                        65_900,
                        "sealed up to",
                        "DELETE FROM audit.event WHERE seq >= 65900",
                        "UPDATE audit.stream SET head = 65900"),
                one(65_999, "column action", "UPDATE audit.event SET action = 'other'" + last),
                one(SECOND_CHECKPOINT, "at least one is not what", Events.rewrite(65_999)),
                one(
                        768,
                        "not what was sealed",
                        "UPDATE audit.tile SET hashes = set_byte(hashes, 5, 1 + get_byte(hashes, 5) % 255)"
                                + " WHERE level = 0 AND idx = 3"),
                one(768, "missing or damaged", "DELETE FROM audit.tile WHERE level = 0 AND idx = 3"),
                one(0, "tile/1/000 is not made", "DELETE FROM audit.tile WHERE level = 1"),
                one(299, "checkpoint of size 300", "UPDATE audit.checkpoint SET root = sha256('x') WHERE size = 300"),
                one(
                        299,
                        "checkpoint of size 300",
                        "UPDATE audit.checkpoint SET note = replace(note, 'audit', 'other') WHERE size = 300"),
                one(
                        SECOND_CHECKPOINT,
                        "the last checkpoint is of",
                        "DELETE FROM audit.checkpoint WHERE size = " + SIZE));
    }

    private static Arguments one(long seq, String what, String... statements) {
        return Arguments.of(seq, what, statements);
    }

    private static String insert(String seq, String month) {
        String columns = EventRow.COLUMNS;
        return "INSERT INTO audit.event (" + columns + ") SELECT "
                + columns.replace("seq", seq).replace("month", month) + " FROM audit.event WHERE seq = 777";
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aChangeIsFoundAndTheFirstEventThatItConcernsIsNamed(long seq, String what, String[] statements)
            throws Exception {
        try (AuditStore store = copy(statements)) {
            for (Witness witness : List.of(witness(), Witness.none())) {
                Verification found = verify(store, witness);
                assertThat(found.valid()).isFalse();
                assertThat(found.first().orElseThrow().seq()).isEqualTo(seq);
                assertThat(found.faults())
                        .anyMatch(fault -> fault.seq() == seq && fault.what().contains(what));
            }
        }
    }

    @Test
    void aChangedEventIsFoundInARangeAndByItself() throws Exception {
        try (AuditStore store = copy(Events.rewrite(777))) {
            Verifier verifier = new Verifier(store.as(Role.READER), KEY.verifier(), witness(), 2);
            assertThat(verifier.verify(Events.STREAM, 500, 1000)
                            .first()
                            .orElseThrow()
                            .seq())
                    .isEqualTo(777);
            assertThat(verifier.verify(Events.STREAM, 777, 778)
                            .first()
                            .orElseThrow()
                            .seq())
                    .isEqualTo(777);
            assertThat(verifier.verify(Events.STREAM, 0, 500).valid()).isTrue();
        }
    }

    @Test
    void anOldBackupIsFoundByTheWitnessOnlyAndIsNotWrittenTo() throws Exception {
        server.execute("postgres", "CREATE DATABASE restored");
        run("pg_restore", "-d", server.uri("restored"), backup());
        try (AuditStore store = server.open("restored");
                Connection connection = server.connect("restored")) {
            Fault first = verify(store, witness()).first().orElseThrow();
            assertThat(first.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(first.what()).contains("the witness has seen 66000");
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), witness());
            assertThatThrownBy(check::require).isInstanceOf(SealException.class).hasMessageContaining("backup");
            assertThat(verify(store, Witness.none()).faults()).isEmpty();

            Events.append(connection, SECOND_CHECKPOINT, SIZE + 500, "{\"after\": \"the backup\"}");
            seal(store);
            assertThat(verify(store, Witness.none()).faults()).isEmpty();
            Fault fork = verify(store, witness()).first().orElseThrow();
            assertThat(fork.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(fork.what()).contains("the witness of size 66000");
            assertThatThrownBy(check::require).hasMessageContaining("not those that the witness has seen");
        }
    }

    @Test
    void anEmptyStoreIsNotWrittenToWhereTheWitnessHasSeenEvents() throws Exception {
        server.execute("postgres", "CREATE DATABASE empty");
        try (AuditStore store = server.open("empty")) {
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), witness());
            assertThatThrownBy(() -> check.require(Events.STREAM)).hasMessageContaining("has 0 events sealed");
            check.require();
        }
    }

    /** The honest limit: who has the database and the key can rewrite all that no witness has seen. */
    @Test
    void aTreeThatIsRewrittenWithTheRightKeyIsFoundByTheWitnessOnly() throws Exception {
        try (AuditStore store = copy(
                Events.rewrite(50_000),
                "DELETE FROM audit.checkpoint",
                "DELETE FROM audit.tile",
                "DELETE FROM audit.rollup",
                "DELETE FROM audit.rollup_day",
                "DELETE FROM audit.seal")) {
            seal(store);
            assertThat(verify(store, Witness.none()).faults()).isEmpty();
            Fault first = verify(store, witness()).first().orElseThrow();
            assertThat(first.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(first.what()).contains("the witness of size 66000");
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), witness());
            assertThatThrownBy(check::require).hasMessageContaining("not those that the witness has seen");
            Verifier verifier = new Verifier(store.as(Role.READER), KEY.verifier(), witness(), 2);
            assertThat(verifier.verify(Events.STREAM, 50_000, 50_001).valid()).isFalse();
        }
    }

    @Test
    void aSealerDoesNotSealOnWhatDoesNotGiveItsLastCheckpoint() throws Exception {
        String[] changes = {
            "UPDATE audit.event SET leaf = sha256('x') WHERE seq = 65999",
            "UPDATE audit.tile SET hashes = set_byte(hashes, 5, 1 + get_byte(hashes, 5) % 255) WHERE level = 1",
            "UPDATE audit.checkpoint SET note = replace(note, 'audit', 'other') WHERE size = " + SIZE,
        };
        for (String change : changes) {
            try (AuditStore store = copy(change)) {
                Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
                sealing.round();
                assertThat(sealing.states().get(0).failure().orElseThrow()).contains("can't be sealed on");
            }
        }
    }

    @Test
    void theSealerStopsAtAHoleAndGoesOnWhenItIsFilled() throws Exception {
        try (AuditStore store = copy(
                insert("100000", "month").replace("FROM audit.event WHERE", "FROM audit.event WHERE stream = 1 AND"))) {
            Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            sealing.round();
            assertThat(sealing.states().get(0).size()).isEqualTo(SIZE);
            assertThat(sealing.states().get(0).lag()).isPositive();
        }
        try (AuditStore store = copy();
                Connection connection = server.connect("copy" + COPIES.get())) {
            Events.append(connection, SIZE + 1, SIZE + 10, "{}");
            seal(store, SIZE);
            Events.append(connection, SIZE, SIZE + 1, "{}");
            seal(store, SIZE + 10);
        }
    }

    private static void seal(AuditStore store, long size) {
        Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
        sealing.round();
        assertThat(sealing.states().get(0).size()).isEqualTo(size);
    }

    @Test
    void twoSealersOfOneStreamCountNothingTwice() throws Exception {
        try (AuditStore store = copy();
                Connection connection = server.connect("copy" + COPIES.get())) {
            Sealing one = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            Sealing other = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
            for (long to = SIZE + 100; to <= SIZE + 1000; to += 100) {
                Events.append(connection, to - 100, to, "{}");
                (to % 300 == 0 ? one : other).round();
                (to % 300 == 0 ? other : one).round();
            }
            one.round();
            assertThat(one.states().get(0).size()).isEqualTo(SIZE + 1000);
            assertThat(verify(store, witness()).valid()).isTrue();
            assertThat(total(store)).isEqualTo(SIZE + 1000);
        }
    }

    @Test
    void rollUpsThatWereChangedAreFoundAndNamed() throws Exception {
        String one = " WHERE (hour, process, action, status) = (SELECT hour, process, action, status FROM audit.rollup"
                + " ORDER BY hour, process, action, status LIMIT 1)";
        List<String> changes = List.of(
                "UPDATE audit.rollup SET count = count + 1" + one,
                "DELETE FROM audit.rollup" + one,
                "UPDATE audit.rollup SET status = 'Waived'" + one,
                "UPDATE audit.rollup SET hour = hour - interval '1 year'" + one,
                "INSERT INTO audit.rollup SELECT stream, hour, 'Invented', action, status, 1 FROM audit.rollup" + one);
        for (String change : changes) {
            try (AuditStore store = copy(change)) {
                Verification found = verify(store, witness());
                assertThat(found.valid()).isFalse();
                assertThat(found.faults()).isEmpty();
                assertThat(found.rollUps()).isNotEmpty().anyMatch(line -> line.contains(" held, "));
            }
        }
    }

    @Test
    void rollUpsThatWereChangedToTheSameTotalAreFoundAndBothAreNamed() throws Exception {
        String one = " WHERE (hour, process, action, status) = (SELECT hour, process, action, status FROM audit.rollup"
                + " ORDER BY hour ORDER, process, action, status LIMIT 1)";
        try (AuditStore store = copy(
                "UPDATE audit.rollup SET count = count + 1" + one.replace("ORDER,", "ASC,"),
                "UPDATE audit.rollup SET count = count - 1" + one.replace("ORDER,", "DESC,"))) {
            assertThat(verify(store, witness()).rollUps())
                    .hasSize(4)
                    .filteredOn(line -> !line.contains("for the day"))
                    .hasSize(2)
                    .allMatch(
                            line -> line.matches(".*:00:00Z, [A-Z].*, action_., [A-Z].*: [0-9]+ held, [0-9]+ counted"));
        }
    }

    static Stream<String> changedDays() {
        String one = " WHERE (day, process, action, status) = (SELECT day, process, action, status"
                + " FROM audit.rollup_day ORDER BY day, process, action, status LIMIT 1)";
        return Stream.of(
                "UPDATE audit.rollup_day SET count = count + 1" + one,
                "UPDATE audit.rollup_day SET count = -count" + one,
                "DELETE FROM audit.rollup_day" + one,
                "UPDATE audit.rollup_day SET process = 'Termination!'" + one,
                "UPDATE audit.rollup_day SET status = 'Waived'" + one,
                "UPDATE audit.rollup_day SET day = day - 1000" + one,
                "INSERT INTO audit.rollup_day SELECT stream, day, 'Invented', action, status, 1 FROM audit.rollup_day"
                        + one);
    }

    @ParameterizedTest
    @MethodSource("changedDays")
    void aTotalOfADayThatWasChangedTakenAwayOrInventedIsFoundAndNamed(String change) throws Exception {
        try (AuditStore store = copy(change)) {
            Verification found = verify(store, witness());
            assertThat(found.valid()).isFalse();
            assertThat(found.faults()).isEmpty();
            assertThat(found.rollUps())
                    .hasSizeBetween(1, 2)
                    .allMatch(line -> line.matches(
                            "[0-9-]{10}, [A-Z].*, action_., [A-Z].*: -?[0-9]+ held for the day, [0-9]+ for its hours"));
        }
    }

    @Test
    void totalsOfDaysThatWereChangedToTheSameTotalAreFoundAndBothAreNamed() throws Exception {
        String one = " WHERE (day, process, action, status) = (SELECT day, process, action, status"
                + " FROM audit.rollup_day ORDER BY day ORDER, process, action, status LIMIT 1)";
        try (AuditStore store = copy(
                "UPDATE audit.rollup_day SET count = count + 1" + one.replace("ORDER,", "ASC,"),
                "UPDATE audit.rollup_day SET count = count - 1" + one.replace("ORDER,", "DESC,"))) {
            assertThat(verify(store, witness()).rollUps()).hasSize(2).allMatch(line -> line.contains("for the day"));
        }
    }

    @Test
    void anHourThatWasChangedTogetherWithItsDayIsFoundByTheEvents() throws Exception {
        try (AuditStore store = copy(
                "UPDATE audit.rollup SET status = 'Waived' WHERE process = 'Termination'",
                "DELETE FROM audit.rollup_day",
                "INSERT INTO audit.rollup_day SELECT stream, (hour AT TIME ZONE 'UTC')::date, process, action, status,"
                        + " sum(count) FROM audit.rollup GROUP BY 1, 2, 3, 4, 5")) {
            assertThat(verify(store, witness()).rollUps()).isNotEmpty().noneMatch(line -> line.contains("for the day"));
        }
    }

    @Test
    void whatIsSealedWhileAStreamIsVerifiedIsNoFault() throws Exception {
        try (AuditStore store = copy();
                Connection connection = server.connect("copy" + COPIES.get())) {
            CompletableFuture<Void> done = Meanwhile.before(store.as(Role.READER), "min(idx) FROM audit.tile", () -> {
                Events.append(connection, SIZE, SIZE + 600, "{}");
                seal(store, SIZE + 600);
            });
            assertThat(verify(store, witness()).faults()).isEmpty();
            done.join();
            assertThat(total(store)).isEqualTo(SIZE + 600);
        }
    }

    @Test
    void whatIsSealedAndSeenAsVerifyingBeginsIsNotMissing() throws Exception {
        try (AuditStore store = copy();
                Connection connection = server.connect("copy" + COPIES.get())) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            Witness witness = origin -> {
                try {
                    Events.append(connection, SIZE, SIZE + 600, "{}");
                    seal(store, SIZE + 600);
                    return List.of(prover.checkpoint(Events.STREAM).orElseThrow());
                } catch (SQLException | IOException e) {
                    throw new IllegalStateException(e);
                }
            };
            assertThat(verify(store, witness))
                    .isEqualTo(new Verification(
                            Events.STREAM, SIZE + 600, SIZE + 600, SIZE + 600, List.of(), 0, List.of()));
        }
    }

    private static long total(AuditStore store) {
        return counts(store).counts().stream().mapToLong(Rollups.Count::events).sum();
    }

    private static Rollups.Counts counts(AuditStore store) {
        Instant from = Events.START.minus(2000, ChronoUnit.HOURS);
        return new Rollups(store.as(Role.READER)).between(Events.STREAM, from, Events.START.plus(1, ChronoUnit.HOURS));
    }

    @Test
    void theRollUpsAreExactAsOfWhatIsSealed() throws Exception {
        try (AuditStore store = copy()) {
            assertThat(counts(store).asOf()).isEqualTo(SIZE);
            List<Rollups.Count> counted = store.as(Role.READER)
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT process, action, status, count(*) FROM audit.event GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
                            .map((row, context) -> new Rollups.Count(
                                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                            .list());
            assertThat(counts(store).counts()).isEqualTo(counted).isNotEmpty();
        }
    }

    @Test
    void aProofHoldsWithoutTheStoreAndAnOtherKeyOrRecordDoesNot(@TempDir Path directory) throws Exception {
        try (AuditStore store = copy()) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            ProofBundle proof = prover.prove(Events.STREAM, 65_999).orElseThrow();
            Path file = directory.resolve("event.tlog-proof");
            Files.writeString(file, proof.toString());
            assertThat(offline(KEY.verifier().toString(), file.toString()))
                    .startsWith("0 ")
                    .contains("valid", "number 65999 of 66000", "process: Termination");
            Path key = Files.writeString(directory.resolve("audit.pub"), KEY.verifier() + "\n");
            assertThat(offline(key.toString(), file.toString())).startsWith("0 ");

            SignerKey other = SignerKey.generate("audit.example.org", new SecureRandom());
            assertThat(offline(other.verifier().toString(), file.toString()))
                    .startsWith("2 ")
                    .contains("INVALID: it is not signed");
            byte[] forged = CanonicalBytes.write(Events.event(65_999, "{\"forged\": 1}"))
                    .toArray();
            Files.writeString(file, new ProofBundle(forged, proof.inclusion(), proof.checkpoint()).toString());
            assertThat(offline(key.toString(), file.toString()))
                    .startsWith("2 ")
                    .contains("not in the signed tree");
            assertThat(offline(key.toString())).startsWith("1 ").contains("usage");
            assertThat(offline(file.toString(), file.toString())).startsWith("1 ");
            assertThat(offline(key.toString(), directory.resolve("none").toString()))
                    .startsWith("1 ")
                    .contains("can't be read");
        }
    }

    private static String offline(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new OfflineVerifier(new PrintWriter(out, true, UTF_8)).run(arguments);
        return exit + " " + out.toString(UTF_8);
    }

    @Test
    void theProverGivesOutNoProofThatDoesNotHold() throws Exception {
        try (AuditStore store = copy(Events.rewrite(777))) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            assertThatThrownBy(() -> prover.prove(Events.STREAM, 777)).isInstanceOf(ProofException.class);
            assertThat(prover.prove(Events.STREAM, 778)).isPresent();
            assertThat(prover.prove(Events.STREAM, SIZE)).isEmpty();
            assertThat(prover.prove("another", 0)).isEmpty();
        }
    }

    @Test
    void theCheckpointsOfAStoreAreProvenConsistent() throws Exception {
        try (AuditStore store = copy()) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            List<Checkpoint> seen = new ArrayList<>();
            for (String note : SEEN) seen.add(Checkpoint.open(SignedNote.parse(note), KEY.verifier()));
            assertThat(seen).hasSize(3);
            for (Checkpoint from : seen) {
                for (Checkpoint to : seen.subList(seen.indexOf(from), 3)) {
                    assertThat(prover.consistency(Events.STREAM, from, to).proves(from.root(), to.root()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aReceiptIsKeptByTheProofOfTheSameEventOnly() throws Exception {
        try (AuditStore store = copy()) {
            ProofBundle proof = new Prover(store.as(Role.READER), KEY.verifier())
                    .prove(Events.STREAM, 777)
                    .orElseThrow();
            String origin = "audit.example.org/" + Events.STREAM;
            Receipt receipt = new Receipt(origin, 777, Hash.leaf(proof.data()));
            Receipt read = Receipt.open(SignedNote.parse(receipt.sign(KEY).toString()), KEY.verifier());
            assertThat(read).isEqualTo(receipt);
            read.requireKeptBy(proof);
            assertThatThrownBy(() -> new Receipt(origin, 776, receipt.leaf()).requireKeptBy(proof))
                    .hasMessageContaining("another event");
            assertThatThrownBy(() -> new Receipt(origin + "2", 777, receipt.leaf()).requireKeptBy(proof))
                    .hasMessageContaining("another tree");
        }
    }
}
