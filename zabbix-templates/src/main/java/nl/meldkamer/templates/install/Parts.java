package nl.meldkamer.templates.install;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.install.GroupPart.Kind;

/**
 * All parts of a site, in the order in which they are made: each needs only those before it.
 *
 * @param xml by name of the template, what it is imported from; a template that is only to be removed needs none
 * @param cards of the site's dashboard
 * @param promises its services and SLAs
 * @param auditToken with which Zabbix tells the audit store of alerts, if it is to be set
 */
record Parts(
        Lookup lookup,
        Site site,
        SiteFiles files,
        SecureRandom random,
        Map<String, String> xml,
        List<Card> cards,
        List<Part> promises,
        Optional<String> auditToken) {

    Collection<Part> all() {
        List<Part> parts = new ArrayList<>();
        for (Site.TemplateName template : site.templates()) {
            parts.add(new GroupPart(lookup, Kind.TEMPLATES, template.group()));
            parts.add(new TemplatePart(lookup, template.name(), xml.getOrDefault(template.name(), "")));
        }
        parts.add(new GroupPart(lookup, Kind.HOSTS, site.hostGroup()));
        parts.add(new HostPart(lookup, site.host(), site.hostGroup()));
        site.interfaces().forEach(each -> parts.add(new InterfacePart(lookup, site.host(), each)));
        site.templates().forEach(template -> parts.add(new LinkPart(lookup, site.host(), template.name())));
        site.macros().forEach((macro, value) -> parts.add(new MacroPart(lookup, site.host(), macro, value)));
        if (site.encryption()) parts.add(new EncryptionPart(lookup, site.host(), new PrivateFile(files.key()), random));
        parts.add(new DashboardPart(lookup, site.host(), cards));
        parts.addAll(promises);
        if (site.account()) parts.addAll(account());
        if (site.account() && site.isAudited()) parts.addAll(alerts());
        return once(parts);
    }

    private List<Part> account() {
        Account account = new Account(site.host());
        return List.of(
                new RolePart(lookup, account.role()),
                new UserGroupPart(lookup, account.group(), site.hostGroup()),
                new UserPart(lookup, account, random),
                new TokenPart(lookup, account, new PrivateFile(files.token())));
    }

    private List<Part> alerts() {
        Account account = new Account(site.host());
        AlertNames names = new AlertNames(site.host());
        return List.of(
                new SecretPart(lookup, site.host(), AlertNames.TOKEN_MACRO, auditToken),
                new WebhookPart(lookup, names.mediaType(), site.auditUrl()),
                new MediumPart(lookup, account, names.mediaType()),
                new AlertActionPart(lookup, names, account));
    }

    /** Two templates may share a group. */
    private static Collection<Part> once(List<Part> parts) {
        Map<String, Part> byId = new LinkedHashMap<>();
        parts.forEach(part -> byId.putIfAbsent(part.id(), part));
        return byId.values();
    }
}
