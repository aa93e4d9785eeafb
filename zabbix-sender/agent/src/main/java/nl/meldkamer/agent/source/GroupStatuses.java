package nl.meldkamer.agent.source;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest status of each group that has run, by name. Thread-safe. */
public final class GroupStatuses {

    private static final int SKIPPED = 3;

    private final Map<String, GroupStatus> latest = new ConcurrentSkipListMap<>();

    /** Keeps the status; true when the group now fares otherwise than before, or fails when it runs first. */
    public boolean record(GroupStatus status) {
        GroupStatus before = latest.put(status.group(), status);
        String error = before == null ? "" : before.error();
        return !error.equals(status.error());
    }

    /** The group was due while its run before had not ended. A group that never ended a run keeps having no status. */
    public void skipped(String group) {
        latest.computeIfPresent(
                group,
                (name, last) -> new GroupStatus(
                        name,
                        last.source(),
                        SKIPPED,
                        last.took(),
                        "skipped: the run before had not ended; lengthen its interval, or see why its source is slow",
                        last.sourceUp()));
    }

    public List<GroupStatus> all() {
        return List.copyOf(latest.values());
    }
}
