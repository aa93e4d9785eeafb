package nl.meldkamer.templates.install;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Dashboard;
import nl.meldkamer.templates.Dashboard.Widget;
import nl.meldkamer.templates.ExportFormat;
import nl.meldkamer.templates.TemplateXml;
import nl.meldkamer.templates.api.ZabbixApi;
import nl.meldkamer.templates.api.ZabbixVersion;
import nl.meldkamer.templates.install.Step.Action;

/**
 * Brings what a site needs into its Zabbix. A part that is as it should be is left alone; one that is as an earlier
 * installation left it is brought up to date; one that an administrator has changed is kept, and named. Whatever was made
 * is written down before it is made, so that work that was cut off at any point is taken up by doing it again. Not
 * thread-safe, and not to be run twice at the same time for one site.
 */
public final class Installation {

    private final List<Part> parts;
    private final InstallRecord record;
    private final boolean overwrite;

    Installation(List<Part> parts, InstallRecord record, boolean overwrite) {
        this.parts = parts;
        this.record = record;
        this.overwrite = overwrite;
    }

    /**
     * What would have to be done for a site.
     *
     * @param directory for the record of what was made, the pre-shared key and the token, each readable only by whoever
     *     runs this
     * @param overwrite also replaces what an administrator has changed
     * @throws InstallException when the directory holds the record of another site
     */
    public static Installation of(
            ZabbixApi api, SiteRequest request, Path directory, SecureRandom random, boolean overwrite) {
        SiteFiles files = new SiteFiles(directory);
        InstallRecord record = InstallRecord.of(new PrivateFile(files.record()), api.address(), request.site());
        Map<String, String> xml = new LinkedHashMap<>();
        ExportFormat format = format(api.version());
        for (Catalogue catalogue : request.catalogues())
            xml.put(catalogue.template().name(), TemplateXml.write(catalogue, format));
        Parts parts = new Parts(
                new Lookup(api),
                record.site(),
                files,
                random,
                xml,
                cards(request.catalogues().get(0)),
                promises(new Lookup(api), request),
                request.audit().flatMap(AuditTarget::token));
        return new Installation(List.copyOf(parts.all()), record, overwrite);
    }

    /** The newest that the server reads: it imports all older ones. */
    static ExportFormat format(ZabbixVersion version) {
        return Arrays.stream(ExportFormat.values())
                .filter(format -> ZabbixVersion.parse(format.version()).compareTo(version) <= 0)
                .max(Comparator.comparing(format -> ZabbixVersion.parse(format.version())))
                .orElse(ExportFormat.ZABBIX_6_0);
    }

    private static List<Part> promises(Lookup lookup, SiteRequest request) {
        List<Part> all = new ArrayList<>();
        for (Catalogue catalogue : request.catalogues()) {
            catalogue.services().forEach(service -> all.addAll(ServicePart.tree(lookup, request.host(), service, "")));
            catalogue
                    .slas()
                    .forEach(sla ->
                            all.add(SlaPart.of(lookup, request.host(), sla, zone(request.timeZone()), request.from())));
        }
        return all;
    }

    /** Zabbix knows this one by one of its names only. */
    private static String zone(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** The single values that the catalogue's own dashboard shows first. */
    private static List<Card> cards(Catalogue catalogue) {
        List<Card> cards = new ArrayList<>();
        catalogue.dashboards().stream()
                .limit(1)
                .map(Dashboard::pages)
                .flatMap(pages -> pages.stream().limit(1))
                .forEach(page -> page.widgets().forEach(widget -> {
                    if (widget instanceof Widget.ItemValue value)
                        cards.add(new Card(value.name(), value.itemKey(), value.area()));
                }));
        return cards;
    }

    /** Looks at the server, and changes nothing. */
    public Plan plan() {
        return new Plan(parts.stream().map(this::decide).toList());
    }

    /**
     * Carries out a plan. Each step looks at the server again first.
     *
     * @param done is told of each step that changed something, after it is done
     * @throws InstallException when something has changed since the plan was made; what was done till then stays
     */
    public void apply(Plan plan, Consumer<Step> done) {
        Map<String, Action> planned = new LinkedHashMap<>();
        plan.steps().forEach(step -> planned.put(step.part(), step.action()));
        for (Part part : parts) {
            Step step = decide(part);
            if (step.changes() && step.action() != planned.get(part.id())) throw changedMeanwhile(step);
            perform(step, part);
            if (step.changes()) done.accept(step);
        }
    }

    static InstallException changedMeanwhile(Step step) {
        return new InstallException(
                step.part() + " has changed since the plan was shown; the steps before it are done. Run this again");
    }

    private Step decide(Part part) {
        Optional<Map<String, String>> installed = installed(part);
        Optional<Map<String, String>> found = part.found(installed.orElseGet(Map::of));
        if (found.isEmpty()) return missing(part, installed.isPresent());
        Map<String, String> now = found.get();
        if (now.equals(part.wanted())) return new Step(Action.NOTHING, part.id(), List.of());
        if (installed.filter(now::equals).isPresent())
            return new Step(Action.CHANGE, part.id(), Differences.between(now, part.wanted(), "will be"));
        return changedByHand(part, now, installed);
    }

    private static Step missing(Part part, boolean wasInstalled) {
        String reason = wasInstalled ? "it is in the record and not (or not wholly) in Zabbix" : "it is not there";
        return new Step(Action.CREATE, part.id(), List.of(reason));
    }

    private Step changedByHand(Part part, Map<String, String> now, Optional<Map<String, String>> installed) {
        List<String> reasons = new ArrayList<>();
        reasons.add(
                installed.isPresent() ? "changed by hand" : "not made by this program, and otherwise than it would be");
        reasons.addAll(Differences.between(
                now, installed.orElseGet(part::wanted), installed.isPresent() ? "installed was" : "would be"));
        reasons.add(overwrite ? "replaced" : "kept (--overwrite replaces it)");
        return new Step(overwrite ? Action.CHANGE : Action.KEEP, part.id(), reasons);
    }

    private Optional<Map<String, String>> installed(Part part) {
        return record.entry(part.id()).map(Entry::properties);
    }

    private void perform(Step step, Part part) {
        switch (step.action()) {
            case CREATE -> {
                record.put(new Entry(part.id(), part.wanted()));
                part.create();
            }
            case CHANGE -> {
                part.change();
                record.put(new Entry(part.id(), part.wanted()));
            }
            case NOTHING -> remember(part);
            default -> {}
        }
    }

    /** What a lost record, or a change that was cut off before it was written down, leaves to be written. */
    private void remember(Part part) {
        boolean isOurs = record.entry(part.id()).isPresent() || part.isMarked();
        if (isOurs && installed(part).filter(part.wanted()::equals).isEmpty())
            record.put(new Entry(part.id(), part.wanted()));
    }
}
