package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.audit.retention.Retention;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.rule.AlertTimes;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.rule.ProcessCompliance;
import nl.meldkamer.audit.rule.Spread;
import nl.meldkamer.templates.Collect;
import org.jspecify.annotations.Nullable;

/** The audit store of this daemon. */
final class AuditSource implements Source {

    private final String name;
    private final AuditStatus status;

    AuditSource(String name, AuditStatus status) {
        this.name = name;
        this.status = status;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Audit;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        try {
            return switch (((Collect.Audit) question).aspect()) {
                case STREAMS -> streams();
                case STORE -> store();
                case COMPLETENESS -> completeness();
                case COMPLIANCE -> compliance();
                case RETURNS -> returns();
                case ALERTS -> alerts();
                case ALERT_TIMES -> alertTimes();
                case FINDINGS -> findings(now.toInstant());
                case RETENTION -> retention();
            };
        } catch (IllegalStateException e) {
            throw new SourceException(name, Failure.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private Answer streams() {
        List<Column> columns = List.of(
                Answer.text("stream"),
                Answer.text("checkpoint"),
                Answer.number("size"),
                Answer.number("lag"),
                Answer.number("faults"),
                Answer.number("verified"));
        return Answer.of(
                columns, status.streams().stream().map(AuditSource::row).toList());
    }

    private static List<@Nullable Object> row(AuditStatus.Stream stream) {
        return Arrays.asList(
                stream.name(),
                stream.checkpoint().orElse(null),
                BigDecimal.valueOf(stream.size()),
                seconds(stream.lag()),
                stream.faults().map(BigDecimal::valueOf).orElse(null),
                stream.verified().map(AuditSource::seconds).orElse(null));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }

    private Answer store() {
        AuditStatus.Store now = status.store();
        List<Column> columns = Stream.of("quarantined", "outside", "waiting", "spooled", "seal_failures")
                .map(Answer::number)
                .toList();
        List<BigDecimal> row = Stream.of(
                        now.quarantined(), now.outside(), now.waiting(), now.spooled(), now.sealFailures())
                .map(BigDecimal::valueOf)
                .toList();
        return Answer.of(columns, List.of(row));
    }

    private Answer completeness() {
        AuditStatus.Completeness now = status.completeness();
        return Answer.of(
                List.of(
                        Answer.text("process"),
                        Answer.text("sepa"),
                        Answer.number("expected"),
                        Answer.number("recorded"),
                        Answer.number("unread")),
                now.processes().stream()
                        .map(each -> row(
                                each.process(), sepa(each.process()), each.expected(), each.recorded(), now.unread()))
                        .toList());
    }

    private Answer compliance() {
        return Answer.of(
                List.of(
                        Answer.text("process"),
                        Answer.text("sepa"),
                        Answer.number("documents"),
                        Answer.number("compliant"),
                        Answer.number("exceptions"),
                        Answer.number("failed"),
                        Answer.number("pending")),
                status.compliance().processes().stream()
                        .map(each -> row(
                                each.process(),
                                sepa(each.process()),
                                each.documents(),
                                each.compliant(),
                                each.exceptions(),
                                each.failed(),
                                each.pending()))
                        .toList());
    }

    private static String sepa(String process) {
        return ProcessCompliance.isSepa(process) ? "yes" : "no";
    }

    private Answer returns() {
        ComplianceFigures.Figures now = status.compliance();
        return Answer.of(
                List.of(
                        Answer.text("reasons"),
                        Answer.number("collected"),
                        Answer.number("returned"),
                        Answer.number("amount"),
                        Answer.number("without_mandate")),
                now.returned().stream()
                        .map(each -> row(
                                each.group().name().toLowerCase(Locale.ROOT),
                                now.collected(),
                                each.debits(),
                                each.amount(),
                                each.withoutMandate()))
                        .toList());
    }

    private Answer alerts() {
        AuditStatus.Alerts now = status.alerts();
        return Answer.of(
                Stream.of("open", "unacknowledged", "longest", "uncounted", "brought", "failures", "compared")
                        .map(Answer::number)
                        .toList(),
                List.of(row(
                        now.open(),
                        now.unacknowledged(),
                        seconds(now.longest()),
                        now.uncounted(),
                        now.brought().orElse(null),
                        now.failures().orElse(null),
                        now.compared().map(AuditSource::seconds).orElse(null))));
    }

    private Answer alertTimes() {
        List<Column> columns = new ArrayList<>(List.of(Answer.text("period")));
        Stream.of("detect", "acknowledge", "resolve")
                .flatMap(time -> Stream.of(time + "_median", time + "_p95"))
                .map(Answer::number)
                .forEach(columns::add);
        columns.add(Answer.number("ended"));
        columns.add(Answer.number("noise"));
        return Answer.of(
                columns, status.alertTimes().stream().map(AuditSource::row).toList());
    }

    private static List<@Nullable Object> row(AlertTimes times) {
        return row(
                times.period(),
                median(times.detect()),
                percentile95(times.detect()),
                median(times.acknowledge()),
                percentile95(times.acknowledge()),
                median(times.resolve()),
                percentile95(times.resolve()),
                times.ended(),
                times.noise());
    }

    private static @Nullable BigDecimal median(Optional<Spread> times) {
        return times.map(spread -> seconds(spread.median())).orElse(null);
    }

    private static @Nullable BigDecimal percentile95(Optional<Spread> times) {
        return times.map(spread -> seconds(spread.percentile95())).orElse(null);
    }

    private Answer findings(Instant now) {
        return Answer.of(
                List.of(
                        Answer.text("rule"),
                        Answer.text("title"),
                        Answer.text("severity"),
                        Answer.number("open"),
                        Answer.number("oldest")),
                status.findings().stream()
                        .map(each -> row(
                                each.rule(),
                                each.title(),
                                each.severity(),
                                each.count(),
                                Math.max(0, Duration.between(each.oldest(), now).toSeconds())))
                        .toList());
    }

    private Answer retention() {
        Retention.Status now = status.retention();
        return Answer.of(
                Stream.of("premature", "overdue", "held", "due", "kept")
                        .map(Answer::number)
                        .toList(),
                List.of(row(
                        now.missing(),
                        now.plan().events(Fate.OVERDUE),
                        now.plan().events(Fate.HELD),
                        now.plan().events(Fate.DUE),
                        now.plan().events(Fate.KEEP))));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.stream(cells)
                .<@Nullable Object>map(cell -> cell instanceof Long number ? BigDecimal.valueOf(number) : cell)
                .toList();
    }

    @Override
    public String identify() throws SourceException {
        try {
            return "an audit store of " + status.streams().size() + " streams";
        } catch (IllegalStateException e) {
            throw new SourceException(name, Failure.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        // The daemon closes its store itself.
    }
}
