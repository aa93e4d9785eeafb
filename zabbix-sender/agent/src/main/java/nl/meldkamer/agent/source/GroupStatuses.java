package nl.meldkamer.agent.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest status of each group that has run, by name. Thread-safe. */
public final class GroupStatuses {

    private final Map<String, GroupStatus> latest = new ConcurrentSkipListMap<>();
    private final Set<String> skipped = ConcurrentHashMap.newKeySet();

    /** Keeps the status; true when the group now fares otherwise than before, or fails when it runs first. */
    public boolean record(GroupStatus status) {
        skipped.remove(status.group());
        GroupStatus before = latest.put(status.group(), status);
        String error = before == null ? "" : before.error();
        return !error.equals(status.error());
    }

    /** The group was due while its run before had not ended; it shows so until it has run again, unless it failed. */
    public void skipped(String group) {
        skipped.add(group);
    }

    public List<GroupStatus> all() {
        return latest.values().stream().map(this::shown).toList();
    }

    private GroupStatus shown(GroupStatus status) {
        return skipped.contains(status.group()) ? status.skipped() : status;
    }
}
