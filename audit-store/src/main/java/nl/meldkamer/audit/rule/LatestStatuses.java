package nl.meldkamer.audit.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Reference;

/** The latest status of each document in each process. Fed in the order of the numbers. Not thread-safe. */
final class LatestStatuses {

    private record Key(String stream, String process, Reference reference) {}

    private record Latest(String status, Instant occurred) {}

    private final int most;
    private final Map<Key, Latest> latest = new HashMap<>();
    private long overflowed;

    /** @param most how many documents are kept apart; events of more are counted in {@link #overflowed} */
    LatestStatuses(int most) {
        this.most = most;
    }

    void accept(Fact fact) {
        Reference reference = fact.event().reference();
        if (reference == null) return;
        Key key = new Key(fact.event().stream(), fact.event().process(), reference);
        if (latest.size() >= most && !latest.containsKey(key)) overflowed++;
        else latest.put(key, new Latest(fact.event().status(), fact.occurred()));
    }

    void forgetBefore(Instant from) {
        latest.values().removeIf(each -> each.occurred.isBefore(from));
    }

    void forget() {
        latest.clear();
        overflowed = 0;
    }

    long overflowed() {
        return overflowed;
    }

    /** By the name of the process. */
    List<ProcessCompliance> byProcess() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        latest.forEach((key, each) ->
                counts.computeIfAbsent(key.process, process -> new HashMap<>()).merge(each.status, 1L, Long::sum));
        List<ProcessCompliance> processes = new ArrayList<>();
        counts.forEach((process, byStatus) -> processes.add(compliance(process, byStatus)));
        return processes;
    }

    private static ProcessCompliance compliance(String process, Map<String, Long> byStatus) {
        return new ProcessCompliance(
                process,
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                count(byStatus, ComplianceStatus.COMPLIANT),
                count(byStatus, ComplianceStatus.EXCEPTION),
                count(byStatus, ComplianceStatus.FAILED),
                count(byStatus, ComplianceStatus.PENDING_REVIEW));
    }

    private static long count(Map<String, Long> byStatus, ComplianceStatus status) {
        return byStatus.getOrDefault(status.word(), 0L);
    }
}
