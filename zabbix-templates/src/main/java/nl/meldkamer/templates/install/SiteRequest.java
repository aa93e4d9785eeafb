package nl.meldkamer.templates.install;

import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.Catalogue;

/**
 * What is asked for.
 *
 * @param catalogues at least one; the site's dashboard shows values of the first
 * @param macros values by macro; those that an earlier installation set and that are not named here stay as they are
 * @param encryption whether the host takes values only over TLS with a pre-shared key
 * @param account whether Meldkamer gets a user of its own, with a token
 */
public record SiteRequest(
        String host,
        String hostGroup,
        List<Catalogue> catalogues,
        Map<String, String> macros,
        boolean encryption,
        boolean account) {

    public SiteRequest {
        catalogues = List.copyOf(catalogues);
        macros = Map.copyOf(macros);
        if (catalogues.isEmpty()) throw new IllegalArgumentException("a site has at least one catalogue");
    }

    Site site() {
        List<Site.TemplateName> templates = catalogues.stream()
                .map(Catalogue::template)
                .map(template -> new Site.TemplateName(template.name(), template.group()))
                .toList();
        return new Site(host, hostGroup, templates, macros, encryption, account);
    }
}
