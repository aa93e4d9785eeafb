package nl.meldkamer.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happens to a living association, written to its site as the app would. Each method is one transaction of its own
 * connection, so that it works again as soon as the database does.
 *
 * @param now in the site's time zone
 */
record SiteEvents(SiteDatabase site, LocalDateTime now, RandomGenerator random) {

    private static final int DAYS_BETWEEN_INVOICES = 30;

    /** Somebody becomes a member, with all that the app makes for one. */
    void join() throws SQLException, IOException {
        Member member = MemberRegister.newcomer((int) count("tabMember", "1=1") + 1, now, random);
        Stream<Row> own = Stream.of(
                member.row(),
                Club.customer(member),
                Treasury.schedule(member, true, now.toLocalDate().plusDays(DAYS_BETWEEN_INVOICES))
                        .row());
        Stream<Row> mandate =
                member.paysBySepa() ? Stream.of(new Mandate(member, "Active", now).row()) : Stream.empty();
        Stream<Row> membership = Club.membership(member, now.toLocalDate().plusYears(1));
        insert(Stream.of(own, mandate, membership).flatMap(rows -> rows));
    }

    /** Active members leave; their requests are named with the prefix. */
    void leave(int people, String prefix) throws SQLException, IOException {
        for (String member : activeMembers(people)) {
            insert(Stream.of(termination(prefix + member, member)));
            update("UPDATE \"tabMember\" SET \"status\"='Terminated', \"modified\"=? WHERE \"name\"=?", now, member);
            update("UPDATE \"tabMembership Dues Schedule\" SET \"status\"='Cancelled' WHERE \"member\"=?", member);
            update("UPDATE \"tabSEPA Mandate\" SET \"status\"='Cancelled' WHERE \"member\"=?", member);
        }
    }

    private Row termination(String name, String member) {
        return Row.of("Membership Termination Request", name, now)
                .set("member", member)
                .set("termination_type", "Voluntary")
                .set("request_date", now.toLocalDate())
                .set("status", "Executed")
                .set("termination_date", now.toLocalDate())
                .set("execution_date", now);
    }

    /** The departures of that prefix were a mistake: the requests are rejected and the members are active again. */
    void takeBack(String prefix) throws SQLException, IOException {
        String who = "(SELECT \"member\" FROM \"tabMembership Termination Request\""
                + " WHERE \"status\"='Executed' AND \"name\" LIKE ?)";
        String pattern = prefix + "%";
        update("UPDATE \"tabMember\" SET \"status\"='Active', \"modified\"=? WHERE \"name\" IN " + who, now, pattern);
        update("UPDATE \"tabMembership Dues Schedule\" SET \"status\"='Active' WHERE \"member\" IN " + who, pattern);
        update("UPDATE \"tabSEPA Mandate\" SET \"status\"='Active' WHERE \"member\" IN " + who, pattern);
        update(
                "UPDATE \"tabMembership Termination Request\" SET \"status\"='Rejected', \"modified\"=?"
                        + " WHERE \"name\" LIKE ?",
                now,
                pattern);
    }

    private List<String> activeMembers(int people) throws SQLException, IOException {
        long active = count("tabMember", "\"status\"='Active'");
        long offset = active > people ? random.nextLong(active - people) : 0;
        String sql = "SELECT \"name\" FROM \"tabMember\" WHERE \"status\"='Active' ORDER BY \"name\" LIMIT " + people
                + " OFFSET " + offset;
        List<String> names = new ArrayList<>();
        try (Connection connection = site.connect();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }

    /** Errors of the last seconds; their names begin with the prefix. */
    void errors(int count, String prefix, String title) throws SQLException, IOException {
        insert(IntStream.range(0, count)
                .mapToObj(i -> new ErrorEntry(name(prefix, i), now.minusNanos(i * 50_000_000L), title, false).row()));
    }

    void audit(int count, String prefix, String process, String compliance) throws SQLException, IOException {
        insert(IntStream.range(0, count)
                .mapToObj(i ->
                        new AuditEntry(name(prefix, i), now.minusNanos(i * 50_000_000L), process, compliance).row()));
    }

    private String name(String prefix, int index) {
        return prefix + Long.toString(Math.abs(random.nextLong() >>> 1), Character.MAX_RADIX) + "-" + index;
    }

    /** A whole batch that the bank refused. */
    void failedBatch(String prefix, int lines) throws SQLException, IOException {
        String batch = name(prefix, 0);
        Row head = Row.of("Direct Debit Batch", batch, now)
                .set("docstatus", 1)
                .set("batch_date", now.toLocalDate())
                .set("batch_type", "RCUR")
                .set("total_amount", 10 * lines)
                .set("currency", "EUR")
                .set("entry_count", lines)
                .set("status", "Failed")
                .set("validation_status", "Passed")
                .set("sepa_file_generated", 1)
                .set("sepa_generation_date", now);
        Stream<Row> entries = IntStream.range(1, lines + 1)
                .mapToObj(i -> Row.of("Direct Debit Batch Invoice", batch + "-" + i, now)
                        .childOf("Direct Debit Batch", batch, "invoices", i)
                        .set("amount", 10)
                        .set("currency", "EUR")
                        .set("status", "Failed")
                        .set("result_code", "AM04"));
        insert(Stream.concat(Stream.of(head), entries));
    }

    /** Moves rows of that prefix to an earlier moment, as if that much time had passed since. */
    void moveBack(String table, String prefix, LocalDateTime moment) throws SQLException, IOException {
        String also = table.equals("tabSEPA Audit Log") ? ", \"timestamp\"=\"creation\"" : "";
        update(
                "UPDATE \"" + table + "\" SET \"creation\"=?, \"modified\"=?" + also + " WHERE \"name\" LIKE ?",
                moment,
                moment,
                prefix + "%");
    }

    /** Every open batch takes its next step, and a new one is drafted. */
    void advanceBatches() throws SQLException, IOException {
        step("Submitted", "Processed", 1);
        step("Generated", "Submitted", 1);
        step("Draft", "Generated", 1);
        insert(Stream.of(Row.of("Direct Debit Batch", name("SIM-", 0), now)
                .set("batch_date", now.toLocalDate())
                .set("batch_type", "RCUR")
                .set("currency", "EUR")
                .set("status", "Draft")
                .set("validation_status", "Passed")));
        update("UPDATE \"tabDirect Debit Batch Invoice\" SET \"status\"='Successful' WHERE \"status\" IN"
                + " ('Pending','Processed') AND \"parent\" IN (SELECT \"name\" FROM \"tabDirect Debit Batch\""
                + " WHERE \"status\"='Processed')");
    }

    private void step(String from, String to, int docstatus) throws SQLException, IOException {
        update(
                "UPDATE \"tabDirect Debit Batch\" SET \"status\"=?, \"docstatus\"=?, \"sepa_file_generated\"=1,"
                        + " \"modified\"=? WHERE \"status\"=? AND \"docstatus\" < 2",
                to,
                docstatus,
                now,
                from);
    }

    /** Schedules whose date has come are billed, and get their next date. */
    void bill() throws SQLException, IOException {
        update(
                "UPDATE \"tabMembership Dues Schedule\" SET \"last_invoice_date\"=\"next_invoice_date\","
                        + " \"next_invoice_date\"=? WHERE \"status\"='Active' AND \"is_template\"=0"
                        + " AND \"test_mode\"=0 AND \"next_invoice_date\" <= ?",
                now.toLocalDate().plusDays(DAYS_BETWEEN_INVOICES),
                now.toLocalDate());
    }

    /** Somebody reads the errors. */
    void readErrors() throws SQLException, IOException {
        update("UPDATE \"tabError Log\" SET \"seen\"=1 WHERE \"seen\"=0 AND \"creation\" < ?", now.minusMinutes(40));
    }

    void mail() throws SQLException, IOException {
        insert(Stream.of(Row.of("Email Queue", name("SIM-", 0), now)
                .set("sender", "info@example.org")
                .set("status", "Sent")));
    }

    void runScheduledJobs() throws SQLException, IOException {
        update("UPDATE \"tabScheduled Job Type\" SET \"last_execution\"=?", now);
        String job = Choice.of(random, Platform.JOBS.toArray(String[]::new));
        insert(Stream.of(Row.of("Scheduled Job Log", name("SIM-", 0), now)
                .set("scheduled_job_type", job)
                .set("status", "Complete")));
    }

    /** How many rows meet a condition, which is SQL of ours. */
    long count(String table, String condition, Object... values) throws SQLException, IOException {
        String sql = "SELECT COUNT(*) FROM \"" + table + "\" WHERE " + condition;
        try (Connection connection = site.connect();
                PreparedStatement query = prepared(connection, sql, values);
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private void insert(Stream<Row> rows) throws SQLException, IOException {
        try (Connection connection = site.connect()) {
            connection.setAutoCommit(false);
            RowWriter.insert(connection, rows);
            connection.commit();
        }
    }

    private void update(String sql, Object... values) throws SQLException, IOException {
        try (Connection connection = site.connect();
                PreparedStatement update = prepared(connection, sql, values)) {
            update.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
        return statement;
    }
}
