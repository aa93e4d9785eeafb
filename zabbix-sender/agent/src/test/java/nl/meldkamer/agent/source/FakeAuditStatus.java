package nl.meldkamer.agent.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.bank.ReasonGroup;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.retention.RetentionPlan;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.OpenFindings;
import nl.meldkamer.audit.rule.ProcessCompliance;
import nl.meldkamer.audit.rule.Returned;
import nl.meldkamer.audit.rule.Spread;

/** A store that stands as it is told to. */
final class FakeAuditStatus implements AuditStatus {

    static final ZonedDateTime NOW = Instant.ofEpochSecond(1_700_000_000).atZone(ZoneOffset.UTC);

    boolean away;
    boolean late;
    boolean follows = true;
    long missing = 4;
    List<RetentionPlan.Entry> months = List.of();

    Optional<AuditStatus.Completeness> compared = Optional.of(new AuditStatus.Completeness(
            List.of(new AuditStatus.Expected("Bank Submission", 10, 9), new AuditStatus.Expected("Termination", 2, 2)),
            1,
            NOW.toInstant().minusSeconds(60)));

    @Override
    public List<Stream> streams() {
        if (away) throw new IllegalStateException("the audit store's database does not answer");
        return List.of(
                new Stream("new", Optional.empty(), 0, Duration.ofMillis(1500), Optional.empty(), Optional.empty()),
                new Stream(
                        "club/app",
                        Optional.of("a note"),
                        7,
                        Duration.ZERO,
                        Optional.of(2L),
                        Optional.of(Duration.ofMinutes(1))));
    }

    @Override
    public Store store() {
        return new Store(1, 2, 3, 4, 5, 6);
    }

    @Override
    public boolean comparesTables() {
        return follows;
    }

    @Override
    public Optional<Completeness> completeness() {
        return compared;
    }

    @Override
    public Optional<ComplianceFigures.Figures> compliance() {
        if (late) throw new StaleException("new events have not been read since long");
        return Optional.of(new ComplianceFigures.Figures(
                NOW.toInstant(),
                List.of(new ProcessCompliance("Termination", 5, 1, 2, 1, 1)),
                7,
                100,
                List.of(new Returned(ReasonGroup.AUTHORISATION, 2, new BigDecimal("12.5"), 1))));
    }

    @Override
    public Optional<Bank> bank() {
        if (late) throw new UncheckedIOException("no such directory", new IOException());
        return follows ? Optional.of(new Bank(3, 1)) : Optional.empty();
    }

    @Override
    public Optional<Alerts> alerts() {
        return Optional.of(new Alerts(
                3, 1, Duration.ofSeconds(90), 0, Optional.of(2L), Optional.of(4L), Optional.of(Duration.ofSeconds(7))));
    }

    @Override
    public List<AlertTimes> alertTimes() {
        Spread detect = new Spread(Duration.ofSeconds(5), Duration.ofSeconds(9));
        return List.of(new AlertTimes("day", Optional.of(detect), Optional.empty(), Optional.empty(), 4, 1));
    }

    @Override
    public List<OpenFindings> findings() {
        return List.of(new OpenFindings(
                "mandate-cancelled", "a title", "high", 3, NOW.toInstant().minusSeconds(60)));
    }

    @Override
    public Retention.Status retention() {
        return new Retention.Status(new RetentionPlan(1, months), missing, 0);
    }
}
