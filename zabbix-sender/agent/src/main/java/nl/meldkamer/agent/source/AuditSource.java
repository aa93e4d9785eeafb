package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
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
