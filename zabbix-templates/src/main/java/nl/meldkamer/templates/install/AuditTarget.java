package nl.meldkamer.templates.install;

import java.util.Optional;

/**
 * The audit store that a site's Zabbix tells of its alerts.
 *
 * @param url address at which Zabbix server reaches it
 * @param token of the producer that Zabbix is to it; empty leaves what an earlier installation set as it is
 */
public record AuditTarget(String url, Optional<String> token) {

    @Override
    public String toString() {
        return "AuditTarget[" + url + ", ***]";
    }
}
