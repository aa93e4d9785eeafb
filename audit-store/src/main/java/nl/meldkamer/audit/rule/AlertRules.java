package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.Words.ALERT_ACKNOWLEDGED;
import static nl.meldkamer.audit.rule.Words.ALERT_PROBLEM;
import static nl.meldkamer.audit.rule.Words.ALERT_RECOVERED;

import java.util.List;
import java.util.Set;
import nl.meldkamer.audit.rule.Rule.Scope;

/** That somebody looks at an alert. */
final class AlertRules {

    private final Limits limits;

    AlertRules(Limits limits) {
        this.limits = limits;
    }

    List<Rule> all() {
        return List.of(Rule.unanswered(
                "alert-unacknowledged",
                "Alert not acknowledged in time",
                "house rule",
                Severity.MEDIUM,
                Scope.REFERENCE,
                limits.acknowledgement(),
                Set.of(ALERT_ACKNOWLEDGED, ALERT_RECOVERED),
                ALERT_PROBLEM));
    }
}
