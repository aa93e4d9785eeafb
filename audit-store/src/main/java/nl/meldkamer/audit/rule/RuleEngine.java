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
 * Runs rules over the events of one stream as they come, in the order of their numbers. Keeps the timelines that were
 * used last; the others are let go, counted, and cut when they come back: a rule then takes nothing for absent. Not
 * thread-safe.
 */
public final class RuleEngine {

    private final List<Rule> rules;
    private final int mostTimelines;
    private final Map<String, Timeline> timelines = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Ending> endings = new ArrayList<>();
    private long asOfSeq = -1;
    private long letGo;
    private boolean gap;

    /**
     * That what a rule found about a subject is over.
     *
     * @param seq the event that ended it; what was found on later ones is not over
     */
    public record Ending(String rule, String subject, long seq) {}

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
        endings.clear();
        if (fact.seq() <= asOfSeq) return List.of();
        gap |= fact.seq() > asOfSeq + 1;
        asOfSeq = fact.seq();
        List<Breach> breaches = new ArrayList<>();
        for (Scope scope : Scope.values())
            subject(scope, fact).ifPresent(subject -> take(scope, subject, fact, breaches));
        return breaches;
    }

    /** What the event that was taken last has ended. */
    public List<Ending> endings() {
        return List.copyOf(endings);
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

    private void take(Scope scope, String subject, Fact fact, List<Breach> breaches) {
        Timeline timeline = timeline(scope, subject);
        if (!timeline.add(fact)) return;
        for (Rule rule : rules) {
            if (rule.scope() != scope) continue;
            if (fact.isAny(rule.answers())) endings.add(new Ending(rule.id(), subject, fact.seq()));
            if (!rule.actions().isEmpty() && !fact.isAny(rule.actions())) continue;
            rule.check().breaches(timeline).forEach(facts -> breaches.add(Breach.of(rule, timeline, facts)));
        }
    }

    private Timeline timeline(Scope scope, String subject) {
        Timeline timeline = timelines.computeIfAbsent(scope + ":" + subject, key -> new Timeline(subject, isPartial()));
        if (timelines.size() > mostTimelines) {
            timelines.remove(timelines.keySet().iterator().next());
            letGo++;
        }
        return timeline;
    }

    /** Earlier events may be missing: they were let go here, or dropped from the store. */
    private boolean isPartial() {
        return letGo > 0 || gap;
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
        Optional<String> said = fact.text(Words.MANDATE);
        if (said.isPresent() || reference == null || !reference.type().equals("SEPA Mandate")) return said;
        return Optional.of(reference.name());
    }
}
