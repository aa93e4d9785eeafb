package nl.meldkamer.audit.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.meldkamer.audit.ComplianceStatus;

/**
 * The latest status of each document in each process: of two, the one that happened later, also where the other was
 * recorded after it, as what is filled in is. A line of a document counts as one of its own. Not thread-safe.
 */
final class LatestStatuses {

    private record Key(String stream, String process, String document) {}

    private record Latest(String status, Instant occurred) {
        private Latest orLater(Latest other) {
            return other.occurred.isBefore(occurred) ? this : other;
        }
    }

    private final int most;
    private final Map<Key, Latest> latest = new HashMap<>();
    private long overflowed;

    /** @param most how many documents are kept apart; events of more are counted in {@link #overflowed} */
    LatestStatuses(int most) {
        this.most = most;
    }

    void accept(Fact fact) {
        fact.document().ifPresent(document -> accept(fact, document));
    }

    /** There are few streams, processes and statuses: each is kept once. */
    private void accept(Fact fact, String document) {
        Key key = new Key(fact.event().stream().intern(), fact.event().process().intern(), document);
        Latest told = new Latest(fact.event().status().intern(), fact.occurred());
        if (latest.size() >= most && !latest.containsKey(key)) overflowed++;
        else latest.merge(key, told, Latest::orLater);
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
