package nl.meldkamer.templates.install;

import java.util.List;

/** What would be done, in this order. */
public record Plan(List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** Whether anything in Zabbix would change. */
    public boolean changes() {
        return steps.stream().anyMatch(Step::changes);
    }
}
