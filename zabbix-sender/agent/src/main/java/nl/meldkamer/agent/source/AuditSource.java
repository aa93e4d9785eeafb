package nl.meldkamer.agent.source;

import java.io.UncheckedIOException;
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
                case SWEEP -> sweep(now.toInstant());
                case COMPLIANCE -> compliance();
                case RETURNS -> returns();
                case ALERTS -> alerts();
                case ALERT_TIMES -> alertTimes();
                case FINDINGS -> findings(now.toInstant());
                case RETENTION -> retention();
                case BANK -> bank();
            };
        } catch (AuditStatus.StaleException e) {
            throw new SourceException(name, Failure.OTHER, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            String reason = String.valueOf(e.getMessage());
            throw new SourceException(name, Failure.OTHER, reason, e);
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
        List<Column> columns = Stream.of(
                        "quarantined", "outside", "waiting", "spooled", "seal_failures", "report_failures")
                .map(Answer::number)
                .toList();
        List<BigDecimal> row = Stream.of(
                        now.quarantined(),
                        now.outside(),
                        now.waiting(),
                        now.spooled(),
                        now.sealFailures(),
                        now.reportFailures())
                .map(BigDecimal::valueOf)
                .toList();
        return Answer.of(columns, List.of(row));
    }

    private Answer completeness() throws SourceException {
        List<AuditStatus.Expected> processes =
                status.comparesTables() ? compared().processes() : List.of();
        return Answer.of(
                List.of(
                        Answer.text("process"),
                        Answer.text("sepa"),
                        Answer.number("expected"),
                        Answer.number("recorded")),
                processes.stream()
                        .map(each -> row(each.process(), sepa(each.process()), each.expected(), each.recorded()))
                        .toList());
    }

    private Answer sweep(Instant now) throws SourceException {
        List<Column> columns = Stream.of("expected", "recorded", "sepa_expected", "sepa_recorded", "unread", "age")
                .map(Answer::number)
                .toList();
        if (!status.comparesTables()) return Answer.of(columns, List.of());
        AuditStatus.Completeness last = compared();
        List<AuditStatus.Expected> sepa = last.processes().stream()
                .filter(each -> ProcessCompliance.isSepa(each.process()))
                .toList();
        return Answer.of(
                columns,
                List.of(row(
                        expected(last.processes()),
                        recorded(last.processes()),
                        expected(sepa),
                        recorded(sepa),
                        last.unread(),
                        age(last.compared(), now))));
    }

    private static long expected(List<AuditStatus.Expected> processes) {
        return processes.stream().mapToLong(AuditStatus.Expected::expected).sum();
    }

    private static long recorded(List<AuditStatus.Expected> processes) {
        return processes.stream().mapToLong(AuditStatus.Expected::recorded).sum();
    }

    private static long age(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private AuditStatus.Completeness compared() throws SourceException {
        return status.completeness().orElseThrow(() -> notYet("the app's tables have not been compared yet"));
    }

    private ComplianceFigures.Figures counted() throws SourceException {
        return status.compliance().orElseThrow(() -> notYet("not all events have been read since the start"));
    }

    private SourceException notYet(String what) {
        return new SourceException(name, Failure.NOT_YET, what);
    }

    private Answer compliance() throws SourceException {
        ComplianceFigures.Figures now = counted();
        return Answer.of(
                List.of(
                        Answer.text("process"),
                        Answer.text("sepa"),
                        Answer.number("documents"),
                        Answer.number("compliant"),
                        Answer.number("exceptions"),
                        Answer.number("failed"),
                        Answer.number("pending"),
                        Answer.number("uncounted")),
                now.processes().stream()
                        .map(each -> row(
                                each.process(),
                                sepa(each.process()),
                                each.documents(),
                                each.compliant(),
                                each.exceptions(),
                                each.failed(),
                                each.pending(),
                                now.overflowed()))
                        .toList());
    }

    private static String sepa(String process) {
        return ProcessCompliance.isSepa(process) ? "yes" : "no";
    }

    private Answer returns() throws SourceException {
        ComplianceFigures.Figures now = counted();
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
        return Answer.of(
                Stream.of("open", "unacknowledged", "longest", "uncounted", "brought", "failures", "compared")
                        .map(Answer::number)
                        .toList(),
                status.alerts().map(AuditSource::row).stream().toList());
    }

    private static List<@Nullable Object> row(AuditStatus.Alerts now) {
        return row(
                now.open(),
                now.unacknowledged(),
                seconds(now.longest()),
                now.uncounted(),
                now.brought().orElse(null),
                now.failures().orElse(null),
                now.compared().map(AuditSource::seconds).orElse(null));
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
                        .map(each ->
                                row(each.rule(), each.title(), each.severity(), each.count(), age(each.oldest(), now)))
                        .toList());
    }

    private Answer retention() {
        Retention.Status now = status.retention();
        return Answer.of(
                Stream.of("state", "premature", "overdue", "held", "due", "kept")
                        .map(Answer::number)
                        .toList(),
                List.of(row(
                        state(now),
                        now.missing(),
                        now.plan().events(Fate.OVERDUE),
                        now.plan().events(Fate.HELD),
                        now.plan().events(Fate.DUE),
                        now.plan().events(Fate.KEEP))));
    }

    /** The worst that is true of any event. */
    private static long state(Retention.Status now) {
        if (now.missing() > 0) return 3;
        if (now.plan().events(Fate.OVERDUE) > 0) return 2;
        return now.plan().events(Fate.HELD) > 0 ? 1 : 0;
    }

    private Answer bank() {
        return Answer.of(
                List.of(Answer.number("waiting"), Answer.number("refused")),
                status.bank().map(now -> row(now.waiting(), now.refused())).stream()
                        .toList());
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
