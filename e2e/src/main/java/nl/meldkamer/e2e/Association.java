package nl.meldkamer.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * <em>Vereniging De Linde</em>, invented: the same arguments give the same association, name for name.
 *
 * @param generated the moment from which all its events are seen, in the site's time zone
 */
record Association(
        LocalDateTime generated,
        List<Member> members,
        List<Termination> terminations,
        List<DuesSchedule> schedules,
        List<Mandate> mandates,
        List<Invoice> invoices,
        List<DirectDebitBatch> batches,
        List<AuditEntry> audit,
        List<ErrorEntry> errors,
        List<Row> others) {

    /** Below this not every status would occur. */
    static final int SMALLEST = 50;

    Association {
        members = List.copyOf(members);
        terminations = List.copyOf(terminations);
        schedules = List.copyOf(schedules);
        mandates = List.copyOf(mandates);
        invoices = List.copyOf(invoices);
        batches = List.copyOf(batches);
        audit = List.copyOf(audit);
        errors = List.copyOf(errors);
        others = List.copyOf(others);
    }

    static Association generate(long seed, int size, Health health, LocalDateTime now) {
        if (size < SMALLEST) throw new IllegalArgumentException("an association has at least " + SMALLEST + " members");
        // Each part draws from a stream of its own, so that a change to one leaves the others as they were.
        SplittableRandom random = new SplittableRandom(seed);
        Moments moments = new Moments(now, random.split());
        MemberRegister register = new MemberRegister(size, moments, random.split(), health);
        Treasury treasury = new Treasury(register.members(), moments, random.split(), health);
        Journal journal = new Journal(moments, random.split(), health);
        Club club = new Club(register.members(), treasury.invoices(), moments, random.split());
        Platform platform = new Platform(register.members(), moments, random.split());
        Secretariat secretariat = new Secretariat(register.members(), moments, health);
        Bookkeeping bookkeeping = new Bookkeeping(register.members(), moments, health);
        Bank bank = new Bank(moments, health);
        Goodwill goodwill = new Goodwill(moments, health);
        // After those above, so that what they draw stays as it was.
        Irregularities irregularities = new Irregularities(register.members(), treasury.invoices(), moments, health);
        Mishaps mishaps = new Mishaps(moments, random.split(), health);
        return new Association(
                now,
                register.members(),
                register.terminations(),
                treasury.schedules(),
                treasury.mandates(),
                treasury.invoices(),
                treasury.batches(),
                journal.audit(),
                Stream.concat(journal.errors().stream(), mishaps.errors().stream())
                        .toList(),
                Stream.of(
                                club.rows(),
                                platform.rows(),
                                secretariat.rows(),
                                bookkeeping.rows(),
                                bank.rows(),
                                goodwill.rows(),
                                irregularities.rows(),
                                mishaps.rows())
                        .flatMap(rows -> rows)
                        .toList());
    }

    Stream<Row> rows() {
        return Stream.of(
                        members.stream().map(Member::row),
                        terminations.stream().map(Termination::row),
                        schedules.stream().map(DuesSchedule::row),
                        mandates.stream().map(Mandate::row),
                        invoices.stream().map(invoice -> invoice.row(generated.toLocalDate())),
                        batches.stream().flatMap(DirectDebitBatch::rows),
                        audit.stream().map(AuditEntry::row),
                        errors.stream().map(ErrorEntry::row),
                        others.stream())
                .flatMap(rows -> rows);
    }

    /** Writes all of it into an empty site, in one transaction. */
    void writeTo(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        RowWriter.insert(connection, rows());
        connection.commit();
    }
}
