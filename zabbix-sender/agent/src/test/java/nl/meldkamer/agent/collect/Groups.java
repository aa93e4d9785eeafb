package nl.meldkamer.agent.collect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Discovery;
import nl.meldkamer.templates.Expression;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Item;
import nl.meldkamer.templates.ValueType;

/** Groups as tests need them. */
public final class Groups {

    private Groups() {}

    static Group plain(Item... items) {
        return group("members", "app", Duration.ofSeconds(30), Optional.empty(), items);
    }

    static Group discovering(Discovery discovery, Item... items) {
        return group("members", "app", Duration.ofSeconds(30), Optional.of(discovery), items);
    }

    static Group group(String name, String source, Duration every, Optional<Discovery> discovery, Item... items) {
        return new Group(name, source, every, new Collect.Rq(), discovery, List.of(items), "");
    }

    static Discovery byStatus(String... known) {
        return new Discovery(
                "d",
                "",
                Map.of("{#STATUS}", "status"),
                known.length == 0 ? Map.of() : Map.of("status", List.of(known)));
    }

    public static Item item(String key, String value) {
        return item(key, value, ValueType.UNSIGNED, Map.of());
    }

    static Item item(String key, String value, ValueType type, Map<String, String> where) {
        return new Item(
                key,
                key,
                Expression.parse(value),
                where,
                Map.of(),
                type,
                "",
                Duration.ofDays(30),
                Duration.ofDays(365),
                Optional.empty(),
                "",
                List.of(),
                List.of());
    }
}
