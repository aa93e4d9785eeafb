package nl.meldkamer.audit.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.meldkamer.audit.rule.StoredFinding.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code audit.finding}, inside a transaction of the caller's. A finding never goes away. */
public final class FindingTable {

    /** How many are listed at once; who has more open ones has no use for a longer list. */
    public static final int MOST_LISTED = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT f.id, s.name, f.rule, f.title, f.subject, f.severity, f.basis, f.evidence, f.state, f.opened,"
                    + " f.settled, f.settled_by, f.reason FROM audit.finding f JOIN audit.stream s ON s.id = f.stream ";

    private final Handle transaction;

    public FindingTable(Handle transaction) {
        this.transaction = transaction;
    }

    /** Opens it; one that is there, in whatever state, stays as it is. */
    boolean open(int stream, Rule rule, Breach breach, Instant now) {
        return transaction
                        .createUpdate("INSERT INTO audit.finding"
                                + " (stream, rule, title, subject, severity, basis, evidence, last_seq, opened) SELECT"
                                + " :stream, :rule, :title, :subject, :severity, :basis, :evidence, :last, :opened"
                                // Looked for first, since one that is in conflict would use up a number.
                                + " WHERE NOT EXISTS (SELECT FROM audit.finding WHERE stream = :stream AND rule = :rule"
                                + " AND subject = :subject AND evidence = :evidence) ON CONFLICT DO NOTHING")
                        .bind("stream", stream)
                        .bind("rule", rule.id())
                        .bind("title", rule.title())
                        .bind("subject", breach.subject())
                        .bind("severity", word(rule))
                        .bind("basis", rule.basis())
                        .bind("evidence", breach.evidence().toString())
                        .bind("last", breach.evidence().get(breach.evidence().size() - 1))
                        .bind("opened", micros(now))
                        .execute()
                > 0;
    }

    /** Closes what a rule found about a subject before an event. */
    int end(int stream, RuleEngine.Ending ending, Instant now) {
        return transaction
                .createUpdate("UPDATE audit.finding SET state = 'closed', settled = :now, settled_by = 'meldkamer',"
                        + " reason = :reason WHERE stream = :stream AND rule = :rule AND subject = :subject"
                        + " AND state = 'open' AND last_seq < :seq")
                .bind("now", micros(now))
                .bind("reason", "ended by event " + ending.seq())
                .bind("stream", stream)
                .bind("rule", ending.rule())
                .bind("subject", ending.subject())
                .bind("seq", ending.seq())
                .execute();
    }

    /**
     * A person's decision about an open one.
     *
     * @param state waived: it is so, and is accepted; closed: it has been put right, or was none
     * @return it, as it is now; empty when there is no open one of this number
     */
    public Optional<StoredFinding> settle(long id, State state, String by, String reason, Instant now) {
        int settled = transaction
                .createUpdate("UPDATE audit.finding SET state = :state, settled = :now, settled_by = :by,"
                        + " reason = :reason WHERE id = :id AND state = 'open'")
                .bind("state", state.word())
                .bind("now", micros(now))
                .bind("by", by)
                .bind("reason", reason)
                .bind("id", id)
                .execute();
        return settled == 0 ? Optional.empty() : find(id);
    }

    public Optional<StoredFinding> find(long id) {
        return transaction
                .createQuery(SELECT + "WHERE f.id = :id")
                .bind("id", id)
                .map(FindingTable::finding)
                .findOne();
    }

    /** The newest ones, at most {@link #MOST_LISTED}; all, or those that are open. */
    public List<StoredFinding> list(boolean onlyOpen) {
        return transaction
                .createQuery(SELECT + (onlyOpen ? "WHERE f.state = 'open' " : "") + "ORDER BY f.id DESC LIMIT :most")
                .bind("most", MOST_LISTED)
                .map(FindingTable::finding)
                .list();
    }

    /** By the rule: all of these, also those that nothing breaks now, and others that have left open findings. */
    public List<OpenFindings> openByRule(List<Rule> rules, Instant now) {
        Map<String, OpenFindings> open = new TreeMap<>();
        for (Rule rule : rules) open.put(rule.id(), new OpenFindings(rule.id(), rule.title(), word(rule), 0, now));
        transaction
                .createQuery("SELECT rule, max(title), max(severity), count(*), min(opened) FROM audit.finding"
                        + " WHERE state = 'open' GROUP BY rule")
                .map((row, context) -> new OpenFindings(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .forEach(found -> open.put(found.rule(), found));
        return List.copyOf(open.values());
    }

    private static String word(Rule rule) {
        return rule.severity().name().toLowerCase(Locale.ROOT);
    }

    private static java.time.OffsetDateTime micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static StoredFinding finding(ResultSet row, StatementContext context) throws SQLException {
        return new StoredFinding(
                row.getLong("id"),
                row.getString("name"),
                row.getString("rule"),
                row.getString("title"),
                row.getString("subject"),
                row.getString("severity"),
                row.getString("basis"),
                numbers(row.getString("evidence")),
                State.of(row.getString("state")),
                row.getTimestamp("opened").toInstant(),
                Optional.ofNullable(row.getTimestamp("settled"))
                        .map(java.sql.Timestamp::toInstant)
                        .orElse(null),
                row.getString("settled_by"),
                row.getString("reason"));
    }

    private static List<Long> numbers(String json) throws SQLException {
        try {
            return List.of(JSON.readValue(json, Long[].class));
        } catch (JsonProcessingException e) {
            throw new SQLException("the evidence of a finding is no list of numbers", e);
        }
    }
}
