package nl.meldkamer.agent.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.Sample;

/**
 * The full set of entities that a run found for an LLD rule.
 *
 * @param host technical name of the host in Zabbix
 * @param rule key of the rule
 * @param entities each from LLD macro to value
 * @param at the moment of the run
 */
public record Discovered(String host, String rule, List<Map<String, String>> entities, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Discovered {
        entities = List.copyOf(entities);
    }

    /** The set as the rule takes it. */
    public Sample sample() {
        try {
            return Sample.of(host, rule, JSON.writeValueAsString(entities), at.getEpochSecond(), at.getNano());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts can always be written", e);
        }
    }
}
