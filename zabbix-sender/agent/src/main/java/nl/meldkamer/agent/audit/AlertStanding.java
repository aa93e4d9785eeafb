package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.source.AuditStatus.Alerts;
import nl.meldkamer.audit.rule.AlertFigures;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;

/** The alerts of now, and how the comparison with Zabbix goes. */
final class AlertStanding {

    private final ComplianceFigures figures;
    private final Optional<ReconciliationRun> reconciliation;
    private final Duration limit;
    private final InstantSource clock;

    /** @param limit how long an alert may wait for a person */
    AlertStanding(
            ComplianceFigures figures,
            Optional<ReconciliationRun> reconciliation,
            Duration limit,
            InstantSource clock) {
        this.figures = figures;
        this.reconciliation = reconciliation;
        this.limit = limit;
        this.clock = clock;
    }

    Alerts now() {
        Instant now = clock.instant();
        AlertFigures.Now alerts = figures.alerts().now(now, limit);
        Optional<ReconciliationRun.Standing> standing = reconciliation.map(ReconciliationRun::standing);
        return new Alerts(
                alerts.open(),
                alerts.unacknowledged(),
                alerts.longest(),
                alerts.uncounted(),
                standing.map(ReconciliationRun.Standing::brought),
                standing.map(ReconciliationRun.Standing::failures),
                standing.flatMap(ReconciliationRun.Standing::last).map(last -> Duration.between(last, now)));
    }

    List<AlertTimes> times() {
        return figures.alerts().times(clock.instant());
    }
}
