package nl.meldkamer.audit.retention;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table {@code audit.retention_policy}: every version stays. Thread-safe. */
public final class PolicyTable {

    private static final String CLASS = "event";

    private final Jdbi database;
    private final InstantSource clock;

    /** @param database as the retention role */
    public PolicyTable(Jdbi database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The policy in force; the first time that of the law, which is then version 1. */
    RetentionPolicy current() throws IllegalPolicyException {
        int version = database.withHandle(PolicyTable::version);
        if (version == 0) {
            adoptTheLaw();
            version = database.withHandle(PolicyTable::version);
        }
        int latest = version;
        List<Period> periods = database.withHandle(handle -> handle.createQuery(
                        "SELECT process, minimum_months, maximum_months FROM audit.retention_policy"
                                + " WHERE version = :version ORDER BY process")
                .bind("version", latest)
                .map((row, context) -> new Period(row.getString(1), row.getInt(2), row.getObject(3, Integer.class)))
                .list());
        return RetentionPolicy.of(latest, periods);
    }

    /** Of two that are the first at once, the second finds each row there. */
    private void adoptTheLaw() {
        database.useTransaction(transaction -> {
            for (Period period : LegalMinimum.periods())
                insert(transaction, 1, period, "meldkamer", " ON CONFLICT DO NOTHING");
        });
    }

    /**
     * Puts a policy in force as the next version.
     *
     * @param by the account
     * @throws IllegalPolicyException if a law is against it; the one that was stays in force
     */
    public int adopt(List<Period> periods, String by) throws IllegalPolicyException {
        var checked = RetentionPolicy.of(1, periods);
        return database.inTransaction(transaction -> {
            int version = version(transaction) + checked.version();
            for (Period period : periods) insert(transaction, version, period, by, "");
            return version;
        });
    }

    private static int version(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(version), 0) FROM audit.retention_policy")
                .mapTo(Integer.class)
                .one();
    }

    private void insert(Handle transaction, int version, Period period, String by, String otherwise) {
        @Nullable Integer maximum = period.maximumMonths();
        transaction
                .createUpdate("INSERT INTO audit.retention_policy"
                        + " (version, class, process, minimum_months, maximum_months, basis, since, by)"
                        + " VALUES (:version, :class, :process, :minimum, :maximum, :basis, :since, :by)" + otherwise)
                .bind("version", version)
                .bind("class", CLASS)
                .bind("process", period.process())
                .bind("minimum", period.minimumMonths())
                .bind("maximum", maximum)
                .bind("basis", LegalMinimum.basis(period.process()))
                .bind("since", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .execute();
    }
}
