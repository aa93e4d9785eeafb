package nl.meldkamer.templates.install;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nl.meldkamer.templates.api.ZabbixApi;
import nl.meldkamer.templates.install.Step.Action;

/**
 * Takes away what {@link Installation} made, and nothing else. What an administrator has changed, or what something else
 * uses, is kept and named. Work that was cut off is taken up by doing it again. Not thread-safe.
 */
public final class Removal {

    private final List<Part> parts;
    private final InstallRecord record;
    private final boolean overwrite;

    Removal(List<Part> parts, InstallRecord record, boolean overwrite) {
        this.parts = parts;
        this.record = record;
        this.overwrite = overwrite;
    }

    /**
     * What an installation left to be removed.
     *
     * @param directory the one that was given to {@link Installation}
     * @param overwrite also removes what an administrator has changed, but never what something else uses
     * @throws InstallException when there is no record, or it is that of another Zabbix
     */
    public static Removal of(ZabbixApi api, Path directory, boolean overwrite) {
        SiteFiles files = new SiteFiles(directory);
        PrivateFile file = new PrivateFile(files.record());
        InstallRecord record = InstallRecord.read(file)
                .orElseThrow(() -> new InstallException(file.path()
                        + " is not there: nothing was installed, or the record is lost. If it is lost,"
                        + " run install with the options of then: it takes up what it finds, and"
                        + " changes nothing that is as it made it"));
        record.demand(api.address(), record.site().host());
        Lookup lookup = new Lookup(api);
        Parts parts = new Parts(
                lookup,
                record.site(),
                files,
                new SecureRandom(),
                Map.of(),
                List.of(),
                promises(lookup, record.site()),
                Optional.empty());
        List<Part> backwards = new ArrayList<>(parts.all());
        Collections.reverse(backwards);
        return new Removal(backwards, record, overwrite);
    }

    private static List<Part> promises(Lookup lookup, Site site) {
        List<Part> all = new ArrayList<>();
        site.services().forEach(name -> all.add(ServicePart.named(lookup, name)));
        site.slas().forEach(name -> all.add(SlaPart.named(lookup, name)));
        return all;
    }

    /** Of which host. */
    public String host() {
        return record.site().host();
    }

    /** Looks at the server, and changes nothing. */
    public Plan plan() {
        Set<String> going = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Part part : parts) {
            Step step = decide(part, going);
            if (step.action() == Action.REMOVE) going.add(part.id());
            steps.add(step);
        }
        return new Plan(steps);
    }

    /** As {@link Installation#apply}. */
    public void apply(Plan plan, Consumer<Step> done) {
        Set<String> going = new HashSet<>();
        plan.steps().stream().filter(step -> step.action() == Action.REMOVE).forEach(step -> going.add(step.part()));
        for (Part part : parts) {
            Step step = decide(part, going);
            if (step.changes() && !going.contains(part.id())) throw Installation.changedMeanwhile(step);
            perform(step, part);
            if (step.changes()) done.accept(step);
        }
    }

    private Step decide(Part part, Set<String> going) {
        Optional<Entry> entry = record.entry(part.id());
        if (entry.isEmpty()) return new Step(Action.KEEP, part.id(), List.of("not made by this program"));
        Map<String, String> installed = entry.get().properties();
        Optional<Map<String, String>> found = part.found(installed);
        if (found.isEmpty()) return new Step(Action.NOTHING, part.id(), List.of("it is gone already"));
        if (!overwrite && !found.get().equals(installed)) return changedByHand(part, found.get(), installed);
        return part.usedBy(going)
                .map(use -> new Step(Action.KEEP, part.id(), List.of(use + "; kept")))
                .orElseGet(() -> new Step(Action.REMOVE, part.id(), losses(part)));
    }

    private static List<String> losses(Part part) {
        return part.loss().isEmpty() ? List.of() : List.of(part.loss());
    }

    private static Step changedByHand(Part part, Map<String, String> now, Map<String, String> installed) {
        List<String> reasons = new ArrayList<>(List.of("changed by hand"));
        reasons.addAll(Differences.between(now, installed, "installed was"));
        reasons.add("kept (--overwrite removes it all the same)");
        return new Step(Action.KEEP, part.id(), reasons);
    }

    private void perform(Step step, Part part) {
        boolean isOurs = record.entry(part.id()).isPresent();
        if (step.action() == Action.KEEP || !isOurs) return;
        // What was begun and is not whole goes too.
        part.remove();
        record.remove(part.id());
    }
}
