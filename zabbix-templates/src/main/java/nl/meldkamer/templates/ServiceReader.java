package nl.meldkamer.templates;

import java.math.BigDecimal;
import java.util.List;
import nl.meldkamer.templates.Draft.Part;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads services and SLAs into a draft. */
final class ServiceReader {

    private final Draft draft;

    ServiceReader(Draft draft) {
        this.draft = draft;
    }

    void read(YamlMapping document) {
        document.mappings("services").forEach(at -> draft.topServices.add(service(at)));
        document.mappings("slas").forEach(at -> draft.slas.add(new Part<>(sla(at), at)));
    }

    private Service service(YamlMapping at) {
        List<Service> children =
                at.mappings("children").stream().map(this::service).toList();
        Service service = new Service(
                at.text("service"),
                at.text("description", ""),
                GroupReader.tags(at),
                GroupReader.tags(at, "problems"),
                children);
        at.done();
        draft.services.add(new Part<>(service, at));
        return service;
    }

    private static Sla sla(YamlMapping at) {
        Sla sla = new Sla(
                at.text("sla"),
                at.text("description", ""),
                objective(at),
                at.oneOf("period", Sla.Period.class).orElse(Sla.Period.MONTHLY),
                GroupReader.tags(at, "service-tags"));
        at.done();
        return sla;
    }

    private static BigDecimal objective(YamlMapping at) {
        String text = at.text("objective");
        if (text.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) return new BigDecimal(text);
        if (!text.isEmpty()) at.problem("objective", "'" + text + "' is not a percentage such as 99.9");
        return BigDecimal.ONE;
    }
}
