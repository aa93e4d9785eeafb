package nl.meldkamer.templates.install;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.meldkamer.templates.Via;

/**
 * What a site gets in Zabbix.
 *
 * @param host technical name of its host
 * @param hostGroup that the host is in
 * @param macros values of the site's own, on the host, by macro as Zabbix writes it
 * @param services names, those above before those below
 * @param slas names
 * @param via how Zabbix comes by its values
 * @param interfaces of the host, at most one of each kind
 * @param encryption whether the host takes values only over TLS with a pre-shared key
 * @param account whether Meldkamer gets a user of its own, with a token
 * @param auditUrl address of the audit store that is told of its alerts; empty for none
 */
record Site(
        String host,
        String hostGroup,
        List<TemplateName> templates,
        Map<String, String> macros,
        List<String> services,
        List<String> slas,
        Via via,
        List<HostInterface> interfaces,
        boolean encryption,
        boolean account,
        String auditUrl) {

    /** A template and its group. */
    record TemplateName(String name, String group) {}

    Site {
        templates = List.copyOf(templates);
        services = List.copyOf(services);
        slas = List.copyOf(slas);
        interfaces = List.copyOf(interfaces);
        macros = Collections.unmodifiableMap(new TreeMap<>(macros));
    }

    /** Whether an audit store is told of its alerts. */
    boolean isAudited() {
        return !auditUrl.isEmpty();
    }

    /** This site with the macros and the audit store of an earlier installation that it does not set itself. */
    Site withWhatIsOf(Site earlier) {
        Map<String, String> all = new TreeMap<>(earlier.macros);
        all.putAll(macros);
        String audit = isAudited() ? auditUrl : earlier.auditUrl;
        return new Site(host, hostGroup, templates, all, services, slas, via, interfaces, encryption, account, audit);
    }
}
