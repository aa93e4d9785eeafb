package nl.meldkamer.audit.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * That a rule was broken. The same breach found again is equal to it.
 *
 * @param rule the id of the rule
 * @param subject what it is about
 * @param evidence the numbers of the events that show it, in order; each can be proven
 */
public record Breach(String rule, String subject, List<Long> evidence) {

    public Breach {
        evidence = List.copyOf(evidence);
    }

    static Breach of(Rule rule, Timeline timeline, Fact... facts) {
        return new Breach(
                rule.id(),
                timeline.subject(),
                Stream.of(facts).map(Fact::seq).sorted().distinct().toList());
    }
}
