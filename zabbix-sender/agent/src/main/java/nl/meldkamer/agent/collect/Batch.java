package nl.meldkamer.agent.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.sender.Sample;

/** The samples of one run while they are being made. */
final class Batch {

    /** Zabbix cuts an item's error there. */
    private static final int LONGEST_REASON = 2000;

    private final String host;
    private final Instant at;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> withoutValue = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private Optional<Discovered> discovered = Optional.empty();

    Batch(String host, Instant at) {
        this.host = host;
        this.at = at;
    }

    Instant at() {
        return at;
    }

    void discovery(String rule, List<Entity> entities) {
        discovered = Optional.of(
                new Discovered(host, rule, entities.stream().map(Entity::macros).toList(), at));
    }

    void value(String key, String value) {
        samples.add(Sample.of(host, key, value, at.getEpochSecond(), at.getNano()));
    }

    /** The item has no value now, and that is no error. */
    void nothing(String key) {
        withoutValue.add(key);
    }

    /** The item has no value, and Zabbix hears why if that is due. */
    void error(String key, String reason, Predicate<String> isDue) {
        String text = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        failing.add(key);
        if (isDue.test(text)) samples.add(Sample.notSupported(host, key, text, at.getEpochSecond(), at.getNano()));
    }

    Set<String> failing() {
        return failing;
    }

    Round round(GroupStatus status) {
        return new Round(status, discovered, samples, withoutValue);
    }
}
