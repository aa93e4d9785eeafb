package nl.meldkamer.agent.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.source.Answer;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.SourceException;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Discovery;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Item;
import nl.meldkamer.templates.Rows;

/**
 * Runs one group: asks its source once and makes the samples. A question that fails gives no value but the reason, for
 * every item of the group that is known of; a ratio over nothing gives neither. All samples of a run carry the moment
 * at which the question was put. Not thread-safe: a group never runs twice at once.
 */
public final class Collector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REASON = 2000;

    private final Group group;
    private final Source source;
    private final String host;
    private final ZoneId zone;
    private final Stamps stamps;
    private final DiscoveryMemory discoveries;
    private final ErrorMemory errors = new ErrorMemory();
    private Collection<Entity> entities;

    /**
     * A collector for one group.
     *
     * @param host technical name of the host in Zabbix
     * @param zone of the monitored application
     */
    public Collector(Group group, Source source, String host, ZoneId zone, Stamps stamps, DiscoveryMemory discoveries) {
        this.group = group;
        this.source = source;
        this.host = host;
        this.zone = zone;
        this.stamps = stamps;
        this.discoveries = discoveries;
        this.entities =
                group.discovery().map(rule -> new Entities(rule).known()).orElse(List.of());
    }

    public Group group() {
        return group;
    }

    /** One run; what the source does wrong is in the status, not thrown. */
    public Round collect() {
        Instant now = stamps.next();
        Batch batch = new Batch(now);
        try {
            Answer answer = source.ask(group.collect(), now.atZone(zone));
            addValues(answer, batch);
            return new Round(GroupStatus.ok(group.name(), group.source(), batch.age()), batch.samples);
        } catch (SourceException e) {
            return failed(e, batch);
        } catch (IllegalArgumentException e) {
            return failed(new SourceException(group.source(), Failure.OTHER, String.valueOf(e.getMessage()), e), batch);
        }
    }

    private Round failed(SourceException e, Batch batch) {
        String reason = String.valueOf(e.getMessage());
        for (Item item : group.plainItems()) batch.error(item.key(), reason);
        for (Entity entity : entities) for (Item item : group.prototypes()) batch.error(entity.key(item.key()), reason);
        return new Round(GroupStatus.failed(group.name(), e, group.source(), batch.age()), batch.samples);
    }

    private void addValues(Answer answer, Batch batch) {
        if (group.discovery().isPresent()) {
            Discovery rule = group.discovery().get();
            List<Entity> found = new Entities(rule).of(answer);
            entities = found;
            batch.discovery(rule, found);
            for (Entity entity : found)
                for (Item item : group.prototypes()) batch.value(entity.key(item.key()), item, List.of(entity.row()));
        }
        for (Item item : group.plainItems()) batch.value(item.key(), item, restricted(answer.rows(), item.where()));
    }

    private static List<Map<String, Optional<Object>>> restricted(
            List<Map<String, Optional<Object>>> rows, Map<String, String> where) {
        return rows.stream().filter(row -> fits(row, where)).toList();
    }

    private static boolean fits(Map<String, Optional<Object>> row, Map<String, String> where) {
        return where.entrySet().stream().allMatch(wanted -> {
            Optional<Object> value = row.get(wanted.getKey());
            if (value == null) throw new IllegalArgumentException("the query has no column '" + wanted.getKey() + "'");
            return value.map(Object::toString).orElse("").equals(wanted.getValue());
        });
    }

    /** The samples of one run. */
    private final class Batch {
        private final Instant now;
        private final LocalDateTime local;
        private final List<Sample> samples = new ArrayList<>();

        Batch(Instant now) {
            this.now = now;
            this.local = ZonedDateTime.ofInstant(now, zone).toLocalDateTime();
        }

        Duration age() {
            return Duration.between(now, stamps.next());
        }

        void value(String key, Item item, List<Map<String, Optional<Object>>> rows) {
            try {
                Optional<String> value = item.value().evaluate(new Rows(rows, local), item.type());
                value.ifPresent(text -> add(Sample.of(host, key, text, now.getEpochSecond(), now.getNano())));
                errors.clear(key);
            } catch (IllegalArgumentException e) {
                error(key, "item '" + item.key() + "' of group '" + group.name() + "': " + e.getMessage());
            }
        }

        void error(String key, String reason) {
            String text = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
            if (errors.isDue(key, text, now))
                add(Sample.notSupported(host, key, text, now.getEpochSecond(), now.getNano()));
        }

        void discovery(Discovery rule, List<Entity> found) {
            List<Map<String, String>> macros =
                    found.stream().map(Entity::macros).toList();
            if (discoveries.isDue(rule.key(), macros, now))
                add(Sample.of(host, rule.key(), json(macros), now.getEpochSecond(), now.getNano()));
        }

        private void add(Sample sample) {
            samples.add(sample);
        }

        private String json(List<Map<String, String>> macros) {
            try {
                return JSON.writeValueAsString(macros);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps of texts can always be written", e);
            }
        }
    }
}
