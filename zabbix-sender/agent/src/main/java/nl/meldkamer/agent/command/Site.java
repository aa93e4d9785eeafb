package nl.meldkamer.agent.command;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.config.GroupOverride;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.CatalogueLoader;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.yaml.Problem;
import nl.meldkamer.templates.yaml.Problems;
import nl.meldkamer.templates.yaml.Suggestion;

/**
 * What one association has: its configuration and the groups that are collected there, with the intervals it wants.
 *
 * @param groups of all catalogues, those left out that the configuration switches off
 */
record Site(Configuration configuration, List<Group> groups) {

    Site {
        groups = List.copyOf(groups);
    }

    /** Reads the catalogues; throws with every fault that only shows when configuration and catalogue meet. */
    static Site of(Configuration configuration) {
        Problems problems = new Problems();
        Map<String, Group> declared = new LinkedHashMap<>();
        for (String name : configuration.catalogue())
            for (Group group : catalogue(name).groups())
                if (declared.putIfAbsent(group.name(), group) != null)
                    problems.add(
                            new Problem(name, 1, "", "group '" + group.name() + "' stands in another catalogue too"));
        checkOverrides(configuration, declared, problems);
        List<Group> groups = new ArrayList<>();
        for (Group group : declared.values()) add(group, configuration, groups, problems);
        problems.throwIfAny();
        return new Site(configuration, groups);
    }

    /** A collector for each group that its source can serve; throws when a source is not of the kind that its groups need. */
    List<Collector> collectors(Sources sources, InstantSource clock) {
        Stamps stamps = new Stamps(clock);
        return groups.stream()
                .filter(group -> isServed(group, sources))
                .map(group -> new Collector(
                        group, source(group, sources), configuration.host(), configuration.timeZone(), stamps))
                .toList();
    }

    /** That of the audit store has a source only inside the daemon. */
    private static boolean isServed(Group group, Sources sources) {
        Source source = sources.byName().get(group.source());
        if (source == null) return false;
        return !source.isPartial() || source.understands(group.collect());
    }

    private static Source source(Group group, Sources sources) {
        Source source = requireNonNull(sources.byName().get(group.source()));
        if (source.understands(group.collect())) return source;
        throw new CommandException("group '" + group.name() + "' puts a question that source '" + source.name()
                + "' does not understand: is the source of another type than the catalogue means?");
    }

    /** A built-in catalogue by its name, or one of the user's own by its directory. */
    static Catalogue catalogue(String name) {
        Path directory = Path.of(name);
        if (Files.isDirectory(directory)) return CatalogueLoader.load(directory);
        try {
            return Catalogues.builtIn(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException("catalogue '" + name + "' is no directory, and " + e.getMessage(), e);
        }
    }

    private static void checkOverrides(Configuration configuration, Map<String, Group> declared, Problems problems) {
        configuration.groups().forEach((name, override) -> {
            if (!declared.containsKey(name))
                problems.add(new Problem(
                        override.file(),
                        override.line(),
                        "groups." + name,
                        "no catalogue has this group" + Suggestion.hint(name, declared.keySet())));
        });
    }

    private static void add(Group group, Configuration configuration, List<Group> groups, Problems problems) {
        GroupOverride override = configuration.groups().get(group.name());
        if (override != null && !override.enabled()) return;
        boolean known = isKnown(group.source(), configuration);
        if (!known && group.optional()) return;
        if (!known)
            problems.add(new Problem(
                    "catalogue",
                    1,
                    "groups." + group.name(),
                    "needs the source '" + group.source() + "', which the configuration does not name; add it under"
                            + " sources, or switch the group off under groups"));
        groups.add(override == null ? group : group.every(override.every().orElse(group.every())));
    }

    private static boolean isKnown(String source, Configuration configuration) {
        return configuration.sources().containsKey(source)
                || source.equals(Sources.HOST)
                || source.equals(Sources.COLLECTOR)
                || (source.equals(Sources.AUDIT) && configuration.audit().isPresent());
    }
}
