package nl.meldkamer.audit.alert;

import java.util.Optional;

/** Knows who made an update where Zabbix did not tell the webhook: it names only people whom its recipient may see. */
@FunctionalInterface
public interface Actors {

    /** Empty when it can't be found out now. */
    Optional<String> of(Alert update);
}
