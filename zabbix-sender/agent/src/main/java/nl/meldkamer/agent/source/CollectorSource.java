package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import nl.meldkamer.templates.Collect;

/** The collector's own state; always answers. */
final class CollectorSource implements Source {

    private final String name;
    private final GroupStatuses statuses;
    private final DeliveryStatus delivery;

    CollectorSource(String name, GroupStatuses statuses, DeliveryStatus delivery) {
        this.name = name;
        this.statuses = statuses;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Collector;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) {
        return switch (((Collect.Collector) question).topic()) {
            case HEARTBEAT -> heartbeat(now);
            case GROUPS -> groups();
            case SOURCES -> sources();
            case DELIVERY -> delivery();
            case REASONS -> reasons();
        };
    }

    @Override
    public String identify() {
        return "the collector itself";
    }

    private static Answer heartbeat(ZonedDateTime now) {
        return Answer.of(List.of(number("unixtime")), List.of(row(now.toEpochSecond())));
    }

    private Answer groups() {
        List<Column> columns =
                List.of(text("group"), text("source"), number("status"), number("time_ms"), text("error"));
        return Answer.of(
                columns, statuses.all().stream().map(CollectorSource::row).toList());
    }

    private static List<Object> row(GroupStatus status) {
        return row(
                status.group(), status.source(), status.status(), status.took().toMillis(), status.error());
    }

    /** A source is as its group that failed with it, if there is one. */
    private Answer sources() {
        Map<String, GroupStatus> bySource = new TreeMap<>();
        for (GroupStatus status : statuses.all())
            bySource.merge(status.source(), status, (one, other) -> one.sourceUp() ? other : one);
        List<Column> columns = List.of(text("source"), number("up"), text("error"));
        return Answer.of(
                columns,
                bySource.values().stream().map(CollectorSource::sourceRow).toList());
    }

    private static List<Object> sourceRow(GroupStatus status) {
        return status.sourceUp() ? row(status.source(), 1, "") : row(status.source(), 0, status.error());
    }

    private Answer delivery() {
        DeliveryStatus.Counters now = delivery.counters();
        List<Column> columns = Stream.of(
                        "sent", "rejected", "dead", "dropped", "spooled", "spool_oldest", "blocked_hosts")
                .map(CollectorSource::number)
                .toList();
        return Answer.of(
                columns,
                List.of(row(
                        now.sent(),
                        now.rejected(),
                        now.dead(),
                        now.dropped(),
                        now.spooled(),
                        now.spoolOldest(),
                        now.blockedHosts())));
    }

    private Answer reasons() {
        return Answer.of(
                List.of(number("n"), text("reason")),
                delivery.deadReasons().stream()
                        .map(reason -> row(reason.count(), reason.reason()))
                        .toList());
    }

    private static List<Object> row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell instanceof Number number ? BigDecimal.valueOf(number.longValue()) : cell)
                .toList();
    }

    private static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    private static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
