package nl.meldkamer.templates.install;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Service;
import nl.meldkamer.templates.Via;

/**
 * What is asked for.
 *
 * @param catalogues at least one, all of the same {@link Via}; the site's dashboard shows values of the first
 * @param interfaces that the host needs for them, at most one of each kind
 * @param macros values by macro; those that an earlier installation set and that are not named here stay as they are
 * @param timeZone in which the promises of the SLAs count
 * @param from the day from which they count
 * @param encryption whether the host takes values only over TLS with a pre-shared key
 * @param account whether Meldkamer gets a user of its own, with a token
 * @param audit the audit store that is told of the host's alerts, through that user; empty leaves it as it is
 */
public record SiteRequest(
        String host,
        String hostGroup,
        List<Catalogue> catalogues,
        List<HostInterface> interfaces,
        Map<String, String> macros,
        ZoneId timeZone,
        LocalDate from,
        boolean encryption,
        boolean account,
        Optional<AuditTarget> audit) {

    public SiteRequest {
        catalogues = List.copyOf(catalogues);
        interfaces = List.copyOf(interfaces);
        macros = Map.copyOf(macros);
        if (catalogues.isEmpty()) throw new IllegalArgumentException("a site has at least one catalogue");
        if (audit.isPresent() && !account)
            throw new InstallException(
                    "an audit store is told of alerts through Meldkamer's own user, so not without it");
    }

    Site site() {
        List<Site.TemplateName> templates = catalogues.stream()
                .map(Catalogue::template)
                .map(template -> new Site.TemplateName(template.name(), template.group()))
                .toList();
        List<String> services = catalogues.stream()
                .flatMap(catalogue -> catalogue.services().stream())
                .flatMap(Service::withDescendants)
                .map(service -> ServicePart.nameOf(host, service.name()))
                .toList();
        List<String> slas = catalogues.stream()
                .flatMap(catalogue -> catalogue.slas().stream())
                .map(sla -> ServicePart.nameOf(host, sla.name()))
                .toList();
        Via via = catalogues.get(0).template().via();
        String auditUrl = audit.map(AuditTarget::url).orElse("");
        return new Site(
                host, hostGroup, templates, macros, services, slas, via, interfaces, encryption, account, auditUrl);
    }
}
