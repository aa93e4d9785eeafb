package nl.meldkamer.audit.rule;

import java.util.List;
import java.util.stream.Stream;

/** The rules that come with the store: of direct debits, of duties kept apart, of alerts, and of the record itself. */
public final class SeedRules {

    private final Limits limits;

    public SeedRules(Limits limits) {
        this.limits = limits;
    }

    public List<Rule> all() {
        return Stream.of(
                        new MandateRules(limits).all(),
                        new DebitRules(limits).all(),
                        new DutyRules(limits).all(),
                        new AlertRules(limits).all(),
                        new RecordRules(limits).all())
                .flatMap(List::stream)
                .toList();
    }
}
