package nl.meldkamer.agent.audit;

import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.zabbix.ApiException;
import nl.meldkamer.agent.zabbix.TextHistory;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.sender.ItemKey;

/** The checkpoints that Zabbix holds as values of {@code ver.audit.checkpoint}. */
final class ZabbixWitness implements Witness {

    private static final String ITEM = "ver.audit.checkpoint[{#STREAM}]";

    private final TextHistory history;
    private final String host;
    private final String keyName;

    /**
     * One host's.
     *
     * @param host its technical name in Zabbix
     * @param keyName of the key that signs, with which every origin begins
     */
    ZabbixWitness(TextHistory history, String host, String keyName) {
        this.history = history;
        this.host = host;
        this.keyName = keyName;
    }

    /** Throws {@link AuditException} when Zabbix can't be asked, or has no such item: then nothing is witnessed. */
    @Override
    public List<String> seen(String origin) {
        String stream = origin.substring(keyName.length() + 1);
        try {
            return history.of(host, ItemKey.substitute(ITEM, Map.of("{#STREAM}", stream))).stream()
                    .map(ZabbixWitness::note)
                    .toList();
        } catch (ApiException e) {
            throw new AuditException("Zabbix can't be asked for its checkpoints: " + e.getMessage(), e);
        }
    }

    /** Zabbix may cut white space off the end of a value. */
    private static String note(String value) {
        return value.strip() + "\n";
    }
}
