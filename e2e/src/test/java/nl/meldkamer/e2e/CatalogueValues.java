package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;

/**
 * What the daemon would send of a site's database at a moment: the groups of the built-in catalogue, collected by the
 * daemon's own classes.
 *
 * @param texts item key to value, of every item that has one
 * @param statuses by group
 * @param components item key to the component that its group is of
 */
record CatalogueValues(
        SortedMap<String, String> texts, Map<String, GroupStatus> statuses, Map<String, String> components) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** @param moment in the site's time zone */
    static CatalogueValues of(SiteDatabase site, Login reader, LocalDateTime moment) {
        InstantSource clock =
                InstantSource.fixed(moment.atZone(SiteDatabase.ZONE).toInstant());
        CatalogueValues values = new CatalogueValues(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        try (Sources sources = AppSource.open(site, reader, TIMEOUT)) {
            Source source = sources.byName().get(AppSource.NAME);
            for (Group group : Catalogues.builtIn("verenigingen").groups())
                if (group.source().equals(AppSource.NAME) && source != null)
                    values.add(
                            group,
                            new Collector(group, source, "host", SiteDatabase.ZONE, new Stamps(clock)).collect());
        }
        return values;
    }

    private void add(Group group, Round round) {
        statuses.put(round.status().group(), round.status());
        String component = group.items().get(0).tags().get(0).value();
        for (Sample sample : round.samples()) {
            if (!sample.supported()) continue;
            texts.put(sample.key(), sample.value());
            components.put(sample.key(), component);
        }
    }

    SortedMap<String, BigDecimal> numbers() {
        SortedMap<String, BigDecimal> numbers = new TreeMap<>();
        texts.forEach((key, text) -> {
            if (text.matches("-?[0-9]+(\\.[0-9]+)?")) numbers.put(key, new BigDecimal(text));
        });
        return numbers;
    }
}
