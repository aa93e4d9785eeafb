package nl.meldkamer.agent.source;

import java.time.Duration;

/**
 * How the last run of a group ended.
 *
 * @param status as in {@link nl.meldkamer.templates.Collect.Collector}
 * @param error empty when it went well
 * @param sourceUp false when the source as a whole was out of use
 */
public record GroupStatus(String group, String source, int status, Duration took, String error, boolean sourceUp) {

    private static final int OK = 0;
    private static final int MISSING = 2;
    private static final int SKIPPED = 3;

    public static GroupStatus ok(String group, String source, Duration took) {
        return new GroupStatus(group, source, OK, took, "", true);
    }

    public static GroupStatus failed(String group, SourceException e, String source, Duration took) {
        String error = String.valueOf(e.getMessage());
        return new GroupStatus(
                group, source, e.failure().status(), took, error, !e.failure().isTotal());
    }

    /** Whether it should have had values; not so where the app lacks what the group reads, or a first run learns. */
    public boolean isFailure() {
        return status != OK && status != MISSING && status != SKIPPED;
    }

    /** The same run, after which a turn was missed; a failure is the worse news and stays. */
    GroupStatus skipped() {
        if (status != OK) return this;
        String advice = "skipped: a run took longer than the interval; lengthen it, or see why the source is slow";
        return new GroupStatus(group, source, SKIPPED, took, advice, sourceUp);
    }
}
