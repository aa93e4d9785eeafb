package nl.meldkamer.audit.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.rule.Rule.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules over the events of one stream as they come, in the order of their numbers. Keeps the timelines that were used
 * last; the others are let go, counted, and cut when they come back: a rule then takes nothing for absent. Not thread-safe.
 */
public final class RuleEngine {

    private final List<Rule> rules;
    private final int mostTimelines;
    private final Map<String, Timeline> timelines = new LinkedHashMap<>(16, 0.75f, true);
    private long asOfSeq = -1;
    private long letGo;

    /** @param mostTimelines how many subjects are kept in memory at once */
    public RuleEngine(List<Rule> rules, int mostTimelines) {
        this.rules = List.copyOf(rules);
        this.mostTimelines = mostTimelines;
    }

    /**
     * Takes the next event; one that was taken before gives nothing.
     *
     * @return what it breaks
     */
    public List<Breach> accept(Fact fact) {
        if (fact.seq() <= asOfSeq) return List.of();
        asOfSeq = fact.seq();
        List<Breach> breaches = new ArrayList<>();
        for (Scope scope : Scope.values())
            subject(scope, fact).ifPresent(subject -> check(scope, timeline(scope, subject, fact), breaches));
        return breaches;
    }

    /** What should have happened by a moment and did not, among the subjects that are kept. */
    public List<Breach> overdue(Instant now) {
        List<Breach> breaches = new ArrayList<>();
        timelines.forEach((key, timeline) -> {
            for (Rule rule : rules) {
                if (!key.startsWith(rule.scope().name() + ":")) continue;
                rule.overdue().breaches(timeline, now).forEach(facts -> breaches.add(Breach.of(rule, timeline, facts)));
            }
        });
        return breaches;
    }

    /** The number of the last event that was taken, or -1. */
    public long asOfSeq() {
        return asOfSeq;
    }

    /** How many timelines were let go for want of room. */
    public long letGo() {
        return letGo;
    }

    private void check(Scope scope, Timeline timeline, List<Breach> breaches) {
        for (Rule rule : rules) {
            boolean asked = rule.actions().isEmpty()
                    || rule.actions().contains(timeline.last().event().action());
            if (rule.scope() != scope || !asked) continue;
            rule.check().breaches(timeline).forEach(facts -> breaches.add(Breach.of(rule, timeline, facts)));
        }
    }

    private Timeline timeline(Scope scope, String subject, Fact fact) {
        Timeline timeline = timelines.computeIfAbsent(scope + ":" + subject, key -> new Timeline(subject, letGo > 0));
        timeline.add(fact);
        if (timelines.size() > mostTimelines) {
            timelines.remove(timelines.keySet().iterator().next());
            letGo++;
        }
        return timeline;
    }

    private static Optional<String> subject(Scope scope, Fact fact) {
        @Nullable Reference reference = fact.event().reference();
        return switch (scope) {
            case REFERENCE ->
                Optional.of(
                        reference == null ? "event/" + fact.event().id() : reference.type() + "/" + reference.name());
            case MANDATE -> mandate(fact, reference);
            case END_TO_END -> fact.text(Words.END_TO_END_ID);
        };
    }

    private static Optional<String> mandate(Fact fact, @Nullable Reference reference) {
        if (reference != null && reference.type().equals("SEPA Mandate")) return Optional.of(reference.name());
        return fact.text(Words.MANDATE);
    }
}
