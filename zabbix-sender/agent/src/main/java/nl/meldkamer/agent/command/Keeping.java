package nl.meldkamer.agent.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.collect.Discovered;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.socket.Confirmations;
import nl.meldkamer.agent.socket.Knowledge;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.Item;

/** Puts samples in the spool and, once they are there, in the memory that the socket answers from. Thread-safe. */
final class Keeping {

    private final Spool spool;
    private final InstantSource clock;
    private final String host;
    private final boolean isDelivering;
    private final Map<String, Duration> everyByGroup = new HashMap<>();
    private final Knowledge knowledge;

    Keeping(Site site, Spool spool, InstantSource clock) {
        this.spool = spool;
        this.clock = clock;
        host = site.configuration().host();
        isDelivering = !site.configuration().servers().isEmpty();
        LatestValues latest = new LatestValues(host, clock);
        for (Group group : site.groups()) {
            everyByGroup.put(group.name(), group.every());
            for (Item item : group.plainItems()) latest.expect(host, item.key(), false, group.every());
            group.discovery().ifPresent(rule -> latest.expect(host, rule.key(), true, group.every()));
        }
        knowledge = new Knowledge(Version.text(), latest, new Confirmations());
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /** Items are to be made before their values come, so the discovery goes first. */
    void keep(Round round) {
        String group = round.status().group();
        Duration every = everyByGroup.getOrDefault(group, Duration.ZERO);
        round.discovered().ifPresent(found -> keep(found, group, every));
        keep(round.samples(), every);
        knowledge.latest().takeNothing(host, round.withoutValue(), clock.instant(), every);
    }

    /**
     * Samples that another program has made.
     *
     * @throws SpoolException also when no server would ever get them
     */
    void keep(List<Sample> samples) {
        if (!isDelivering)
            throw new SpoolException("this daemon delivers to no Zabbix: its configuration says 'server: none'");
        keep(samples, Duration.ZERO);
    }

    private void keep(List<Sample> samples, Duration every) {
        spool.append(samples);
        knowledge.confirmations().await(samples);
        knowledge.latest().take(samples, every);
    }

    /** The rule's value is that of all its groups, and goes to Zabbix only now and then. */
    private void keep(Discovered found, String group, Duration every) {
        LatestValues latest = knowledge.latest();
        Instant at = found.at();
        String entities = spool.discoverySets()
                .report(found.host(), found.rule(), group, found.entities(), at.getEpochSecond(), at.getNano())
                .map(Sample::value)
                .or(() -> latest.discovery(found.host(), found.rule()))
                .orElseGet(() -> spool.discoverySets().value(found.host(), found.rule()));
        latest.takeDiscovery(found.host(), found.rule(), entities, at, every);
    }
}
