package nl.meldkamer.audit.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.retention.Archive.Verified;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.retention.RetentionPlan.Month;
import nl.meldkamer.audit.store.Outbox;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets go of months that may go. Each goes in three steps: it is written to a file, the file is read back and every
 * event in it proven, and then, in one transaction, the month is detached and dropped, a tombstone is left for each
 * stream, and an event tells of it. A crash before the last commit leaves the month as it was; {@link #apply} takes it
 * up again. Of two runs, in whatever programs, one waits for the other before it begins with a month.
 */
public final class Retention {

    private final Jdbi database;
    private final InstantSource clock;
    private final Patience patience;
    private final Steps steps;

    /** @param database as the retention role */
    public Retention(Jdbi database, InstantSource clock) {
        this(database, clock, Patience.USUAL, step -> {});
    }

    Retention(Jdbi database, InstantSource clock, Patience patience, Steps steps) {
        this.database = database;
        this.clock = clock;
        this.patience = patience;
        this.steps = steps;
    }

    /** What has been done, for a test that ends it there. */
    enum Step {
        EXPORTED,
        VERIFIED,
        DROPPED,
        COMMITTED
    }

    @FunctionalInterface
    interface Steps {
        void reached(Step step);
    }

    /**
     * How the store stands to its policy.
     *
     * @param missing events that are gone without a tombstone: must be 0, {@code audit verify} tells which
     * @param dropped months that went by the policy
     */
    public record Status(RetentionPlan plan, long missing, long dropped) {}

    /** A month that went, and where its events are now. */
    public record Dropped(YearMonth month, long events, Path archive, String sha256) {}

    public Status status() throws IllegalPolicyException {
        RetentionPlan plan = plan();
        return database.inTransaction(handle ->
                new Status(plan, missing(handle), count(handle, "SELECT count(DISTINCT month) FROM audit.tombstone")));
    }

    private static long missing(Handle handle) {
        return count(
                handle,
                "SELECT (SELECT coalesce(sum(head), 0) FROM audit.stream) - (SELECT count(*) FROM audit.event)"
                        + " - (SELECT coalesce(sum(last_seq - first_seq + 1), 0) FROM audit.tombstone)");
    }

    private static long count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }

    /** What is to become of each month, by the policy that is in force. Reads all events once. */
    public RetentionPlan plan() throws IllegalPolicyException {
        RetentionPolicy policy = new PolicyTable(database, clock).current();
        List<Month> months = database.withHandle(Retention::months);
        Set<YearMonth> held = months.stream()
                .map(Month::month)
                .filter(month -> held(month).isPresent())
                .collect(Collectors.toSet());
        return RetentionPlan.of(policy, months, held, YearMonth.from(today()));
    }

    /** Why a month may not go although its time has come. */
    public Optional<String> held(YearMonth month) {
        return database.withHandle(handle -> handle.createQuery("SELECT audit.retention_hold(:month)")
                .bind("month", month.atDay(1))
                .mapTo(String.class)
                .findOne());
    }

    private static List<Month> months(Handle handle) {
        TreeMap<YearMonth, TreeMap<String, Long>> months = new TreeMap<>();
        handle.createQuery("SELECT month, process, count(*) FROM audit.event GROUP BY 1, 2")
                .map((row, context) -> months.computeIfAbsent(
                                YearMonth.from(row.getObject(1, LocalDate.class)), month -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .forEach(before -> {});
        return months.entrySet().stream()
                .map(month -> new Month(month.getKey(), month.getValue()))
                .toList();
    }

    /**
     * Lets go of one month.
     *
     * @param directory where its archive goes
     * @param by the account
     * @throws ArchiveException if the archive can't be made or does not prove all; the month stays
     * @throws MonthStaysException if another run is at work or has let go of it, or readers would not let it go
     * @throws org.jdbi.v3.core.JdbiException if the database refuses, and says why; the month stays
     */
    public Dropped apply(YearMonth month, Path directory, String by)
            throws IOException, ArchiveException, IllegalPolicyException, MonthStaysException {
        int policy = new PolicyTable(database, clock).current().version();
        Path file = directory.resolve("audit-" + month + ".jsonl");
        Files.createDirectories(directory);
        Verified verified;
        try (Turn turn = Turn.take(database, month, patience)) {
            verified = archive(month, policy, file);
            turn.use(transaction -> drop(transaction, verified, policy, file, by));
        }
        steps.reached(Step.COMMITTED);
        return new Dropped(month, verified.events(), file, verified.sha256());
    }

    private Verified archive(YearMonth month, int policy, Path file) throws IOException, ArchiveException {
        export(month, policy, file);
        steps.reached(Step.EXPORTED);
        Verified verified = Archive.verify(file);
        requireOwnCheckpoints(verified);
        steps.reached(Step.VERIFIED);
        return verified;
    }

    private void export(YearMonth month, int policy, Path file) throws IOException, ArchiveException {
        try (Handle handle = database.open()) {
            handle.begin();
            new ArchiveWriter(handle, month, policy).write(file);
            handle.commit();
        }
    }

    /** What the file is proven against must be what the store has: the file alone could be of another store. */
    private void requireOwnCheckpoints(Verified verified) throws ArchiveException {
        for (String note : verified.checkpoints()) {
            boolean own = database.withHandle(
                    handle -> handle.createQuery("SELECT EXISTS (SELECT FROM audit.checkpoint WHERE note = :note)")
                            .bind("note", note)
                            .mapTo(Boolean.class)
                            .one());
            if (!own) throw new ArchiveException("the archive has a checkpoint that the store has not");
        }
    }

    private void drop(Handle transaction, Verified verified, int policy, Path file, String by) {
        transaction
                .createQuery("SELECT audit.retention_drop(:month, :policy, :archive, :sha256, :events, :by)")
                .bind("month", verified.month().atDay(1))
                .bind("policy", policy)
                .bind("archive", file.getFileName().toString())
                .bind("sha256", HexFormat.of().parseHex(verified.sha256()))
                .bind("events", verified.events())
                .bind("by", by)
                .mapTo(String.class)
                .findOne();
        for (String stream : streams(transaction, verified.month()))
            Outbox.add(transaction, event(stream, verified, policy, file, by));
        steps.reached(Step.DROPPED);
    }

    /** By the tombstones: of the month itself nothing is left here. */
    private static List<String> streams(Handle handle, YearMonth month) {
        return handle.createQuery("SELECT name FROM audit.stream WHERE id IN"
                        + " (SELECT stream FROM audit.tombstone WHERE month = :month) ORDER BY name")
                .bind("month", month.atDay(1))
                .mapTo(String.class)
                .list();
    }

    private Event event(String stream, Verified verified, int policy, Path file, String by) {
        String details = Archive.line()
                .put("month", verified.month().toString())
                .put("archive", file.getFileName().toString())
                .put("sha256", verified.sha256())
                .put("events", verified.events())
                .put("policy", policy)
                .toString();
        return new Event(
                stream,
                "meldkamer",
                "retention/" + verified.month(),
                "Retention",
                "month_dropped",
                ComplianceStatus.COMPLIANT.word(),
                null,
                by,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                details,
                null);
    }

    /** The months of a plan that may go, the oldest first. */
    public static List<YearMonth> due(RetentionPlan plan) {
        return plan.months().stream()
                .filter(entry -> entry.fate() == Fate.DUE || entry.fate() == Fate.OVERDUE)
                .map(RetentionPlan.Entry::month)
                .sorted()
                .toList();
    }

    /** The first year of which the law still wants anything kept; a person's fields of earlier ones may go. */
    public int firstLegalYear() throws IllegalPolicyException {
        int longest = new PolicyTable(database, clock).current().longestMinimum();
        return today().minusMonths(longest).getYear();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
