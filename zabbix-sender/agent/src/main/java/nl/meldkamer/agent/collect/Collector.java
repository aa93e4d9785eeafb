package nl.meldkamer.agent.collect;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.source.Answer;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.SourceException;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Item;
import nl.meldkamer.templates.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one group: asks its source once and makes the samples. A question that fails gives no value but the reason, for
 * every item of the group that is known of; a ratio over nothing gives neither. All samples of a run carry the moment
 * at which the question was put. Not thread-safe: a group never runs twice at once.
 */
public final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private final Group group;
    private final Source source;
    private final String host;
    private final ZoneId zone;
    private final Stamps stamps;
    private final ErrorMemory errors = new ErrorMemory();
    private List<Entity> entities;

    /**
     * A collector for one group.
     *
     * @param host technical name of the host in Zabbix
     * @param zone of the monitored application
     */
    public Collector(Group group, Source source, String host, ZoneId zone, Stamps stamps) {
        this.group = group;
        this.source = source;
        this.host = host;
        this.zone = zone;
        this.stamps = stamps;
        this.entities =
                group.discovery().map(rule -> new Entities(rule).known()).orElse(List.of());
    }

    public Group group() {
        return group;
    }

    /** One run; what the source or the catalogue does wrong is in the status, not thrown. */
    public Round collect() {
        Instant now = stamps.next();
        try {
            return answered(source.ask(group.collect(), now.atZone(zone)), now);
        } catch (SourceException e) {
            return failed(e, now);
        } catch (IllegalArgumentException e) {
            return failed(new SourceException(group.source(), Failure.OTHER, String.valueOf(e.getMessage()), e), now);
        } catch (RuntimeException e) {
            log.error("group {}: a fault of the collector: {}", group.name(), placeOf(e));
            String fault = "a fault of the collector (" + e.getClass().getSimpleName() + "); see its log";
            return failed(new SourceException(group.source(), Failure.OTHER, fault, e), now);
        }
    }

    /**
     * The samples of the round are on their way: Zabbix need not be told of the same errors again for a while. Of a round
     * for which nobody says this, the next one tells again.
     */
    public void accepted(Round round) {
        for (Sample sample : round.samples()) if (!sample.supported()) errors.told(sample);
    }

    /** Entities are made before anything else, as it is here that an answer may turn out to be of no use. */
    private Round answered(Answer answer, Instant now) {
        List<Entity> found = group.discovery()
                .map(rule -> new Entities(rule).of(answer, group.prototypes()))
                .orElse(List.of());
        LocalDateTime local = now.atZone(zone).toLocalDateTime();
        Batch batch = new Batch(host, now);
        group.discovery().ifPresent(rule -> batch.discovery(rule.key(), found));
        for (Entity entity : found)
            for (Item item : group.prototypes())
                evaluate(entity.key(item.key()), item, new Rows(List.of(entity.row()), local), batch);
        for (Item item : group.plainItems()) evaluate(item.key(), item, new Rows(answer.rows(), local), batch);
        entities = found;
        errors.keepOnly(batch.failing());
        return batch.round(GroupStatus.ok(group.name(), group.source(), since(now)));
    }

    private void evaluate(String key, Item item, Rows rows, Batch batch) {
        try {
            item.evaluate(rows).ifPresentOrElse(value -> batch.value(key, value), () -> batch.nothing(key));
        } catch (IllegalArgumentException e) {
            complain(key, "item '" + item.key() + "' of group '" + group.name() + "': " + e.getMessage(), batch);
        }
    }

    private Round failed(SourceException e, Instant now) {
        String reason = String.valueOf(e.getMessage());
        Batch batch = new Batch(host, now);
        for (Entity entity : entities)
            for (Item item : group.prototypes()) complain(entity.key(item.key()), reason, batch);
        for (Item item : group.plainItems()) complain(item.key(), reason, batch);
        return batch.round(GroupStatus.failed(group.name(), e, group.source(), since(now)));
    }

    private void complain(String key, String reason, Batch batch) {
        batch.error(key, reason, text -> errors.isDue(key, text, batch.at()));
    }

    /** Where it happened; what it says may quote a row. */
    private static String placeOf(RuntimeException e) {
        return Stream.of(e.getStackTrace())
                .limit(8)
                .map(StackTraceElement::toString)
                .collect(joining(" < ", e.getClass().getName() + " at ", ""));
    }

    private Duration since(Instant start) {
        return Duration.between(start, stamps.next());
    }
}
