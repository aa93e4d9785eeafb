package nl.meldkamer.e2e;

import java.time.Duration;
import nl.meldkamer.templates.Group;

/**
 * What one collection of a group costs a site's database.
 *
 * @param first milliseconds that the first run took
 * @param median milliseconds of the runs after it
 * @param cpu milliseconds of the server's processors in one of those
 * @param error empty when the group could be collected
 */
record GroupCost(Group group, double first, double median, double cpu, long rowsRead, Plan plan, String error) {

    static final long HOUR = Duration.ofHours(1).toSeconds();

    /** Of the server's processors. */
    double secondsPerHour() {
        return cpu / 1000 * HOUR / group.every().toSeconds();
    }
}
