package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;

/**
 * What the catalogue's own queries make of a site at a moment, by the collector itself but without its daemon.
 *
 * @param values item key to value
 * @param silent items that had none, which is no error
 * @param components item key to the component that its group is of
 */
record CatalogueAnswers(Map<String, String> values, Set<String> silent, Map<String, String> components) {

    private static final String APP = "app";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Fails when a group does. */
    static CatalogueAnswers of(SiteDatabase site, LocalDateTime moment) {
        CatalogueAnswers answers = new CatalogueAnswers(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        Instant now = moment.atZone(SiteDatabase.ZONE).toInstant();
        try (Sources sources = Sources.of(
                Map.of(APP, settings(site)),
                new GroupStatuses(),
                () -> new DeliveryStatus.Counters(0, 0, 0, 0, 0, 0))) {
            Source app = sources.byName().get(APP);
            for (Group group : Catalogues.builtIn("verenigingen").groups())
                if (group.source().equals(APP)) answers.add(group, collect(group, app, now));
        }
        return answers;
    }

    private static SourceSettings settings(SiteDatabase site) {
        return new SourceSettings.Sql(
                site.engine().kind().equals("mariadb")
                        ? SourceSettings.Engine.MARIADB
                        : SourceSettings.Engine.POSTGRESQL,
                new Address("127.0.0.1", site.engine().port()),
                site.name(),
                site.reader().user(),
                new Secret(site.reader().password()),
                SourceSettings.Tls.OFF,
                TIMEOUT);
    }

    private static Round collect(Group group, Source app, Instant now) {
        Stamps stamps = new Stamps(InstantSource.fixed(now));
        Round round = new Collector(group, app, "De Linde", SiteDatabase.ZONE, stamps).collect();
        assertThat(round.status().error()).as(group.name()).isEmpty();
        return round;
    }

    private void add(Group group, Round round) {
        silent.addAll(round.withoutValue());
        for (Sample sample : round.samples()) {
            assertThat(sample.supported()).as(sample.key()).isTrue();
            values.put(sample.key(), sample.value());
            components.put(sample.key(), group.items().get(0).tags().get(0).value());
        }
    }

    BigDecimal number(String key) {
        return new BigDecimal(values.get(key));
    }
}
