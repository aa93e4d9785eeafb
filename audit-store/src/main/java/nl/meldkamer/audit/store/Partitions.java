package nl.meldkamer.audit.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/**
 * The months of the event table. A month without a partition of its own goes to the default one, which is to be empty.
 */
public final class Partitions {
    private static final int MONTHS_AHEAD = 2;

    private final Jdbi database;

    Partitions(Jdbi database) {
        this.database = database;
    }

    /** The first day of the month, in UTC: the key of an event's partition. */
    static LocalDate month(Instant recorded) {
        return LocalDate.ofInstant(recorded, ZoneOffset.UTC).withDayOfMonth(1);
    }

    /** Makes those of a moment's month and the next two; those that are there already are left as they are. */
    public void ensure(Instant moment) {
        LocalDate month = month(moment);
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) make(month.plusMonths(ahead));
    }

    private void make(LocalDate month) {
        database.useHandle(handle -> handle.createQuery("SELECT audit.make_partition(:month)")
                .bind("month", month)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * How many events are in the default partition: 0, or an alarm, since their month can't be made while they are
     * there. Counts to a thousand and no further.
     */
    public int eventsOutside() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM (SELECT FROM audit.event_default LIMIT 1000) AS outside")
                .mapTo(Integer.class)
                .one());
    }

    /** How many months from that of a moment on have a partition, without a gap. */
    public int monthsReady(Instant moment) {
        int ready = 0;
        while (exists(month(moment).plusMonths(ready))) ready++;
        return ready;
    }

    private boolean exists(LocalDate month) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT to_regclass('audit.event_' || to_char(:month, 'YYYY_MM')) IS NOT NULL")
                .bind("month", month)
                .mapTo(Boolean.class)
                .one());
    }
}
