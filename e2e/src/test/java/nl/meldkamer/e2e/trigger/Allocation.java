package nl.meldkamer.e2e.trigger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts cases on as few hosts as it can so that none is in the way of another. */
final class Allocation {

    private final Subjects subjects;
    private final List<List<TriggerCase>> hosts = new ArrayList<>();

    private Allocation(Subjects subjects) {
        this.subjects = subjects;
    }

    /** The cases of each host. */
    static List<List<TriggerCase>> of(List<TriggerCase> cases, Subjects subjects) {
        Allocation allocation = new Allocation(subjects);
        cases.forEach(allocation::put);
        return allocation.hosts;
    }

    private void put(TriggerCase each) {
        for (List<TriggerCase> host : hosts) {
            if (host.stream().noneMatch(other -> disturb(each, other))) {
                host.add(each);
                return;
            }
        }
        hosts.add(new ArrayList<>(List.of(each)));
    }

    private boolean disturb(TriggerCase one, TriggerCase other) {
        return !Collections.disjoint(one.keys(), other.keys())
                || !one.macros().equals(other.macros())
                || silences(one, other)
                || silences(other, one);
    }

    /** Its values may make a trigger fire that keeps the other one quiet. */
    private boolean silences(TriggerCase one, TriggerCase other) {
        return subjects.ancestors(other.subject()).stream()
                .anyMatch(ancestor -> !Collections.disjoint(ancestor.keys(), one.keys()));
    }
}
