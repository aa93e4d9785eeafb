package nl.meldkamer.templates;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.meldkamer.templates.Draft.Part;
import nl.meldkamer.templates.Draft.TriggerPart;

/** Checks services and SLAs: Zabbix takes them, and each of them covers something. */
final class ServiceChecks {

    private static final int LONGEST_NAME = 128;
    private static final BigDecimal ALWAYS = new BigDecimal(100);

    private final Draft draft;
    private final Names services = new Names("service");
    private final Names slas = new Names("SLA");

    ServiceChecks(Draft draft) {
        this.draft = draft;
    }

    void run() {
        draft.services.forEach(this::service);
        draft.slas.forEach(this::sla);
    }

    private void service(Part<Service> part) {
        Service service = part.value();
        services.declare(service.name(), part.at(), "service");
        if (service.name().length() > LONGEST_NAME)
            part.at().problem("service", "a name has at most " + LONGEST_NAME + " characters");
        if (service.problemTags().isEmpty() == service.children().isEmpty())
            part.at().problem("a service has either the key 'problems' or the key 'children'");
        if (!service.problemTags().isEmpty()
                && draft.triggers.stream().noneMatch(trigger -> tagsOf(trigger).containsAll(service.problemTags())))
            part.at().problem("problems", "no trigger has all of these tags, itself or from its item or the template");
    }

    private Set<Tag> tagsOf(TriggerPart part) {
        Set<Tag> tags = new HashSet<>(part.trigger().tags());
        tags.addAll(part.owner().item().tags());
        draft.templates.forEach(template -> tags.addAll(template.value().tags()));
        return tags;
    }

    private void sla(Part<Sla> part) {
        Sla sla = part.value();
        slas.declare(sla.name(), part.at(), "sla");
        if (sla.objective().signum() <= 0 || sla.objective().compareTo(ALWAYS) > 0)
            part.at().problem("objective", "lies above 0 and is at most 100 percent");
        if (draft.services.stream().noneMatch(service -> covers(sla.serviceTags(), service.value())))
            part.at().problem("service-tags", "no service has one of these tags");
    }

    private static boolean covers(List<Tag> wanted, Service service) {
        return wanted.stream().anyMatch(service.tags()::contains);
    }
}
