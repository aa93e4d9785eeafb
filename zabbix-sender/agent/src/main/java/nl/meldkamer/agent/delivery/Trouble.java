package nl.meldkamer.agent.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.meldkamer.sender.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log when the samples of a host no longer come through to a destination, and when they do again. */
final class Trouble {

    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    private final String destination;
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    Trouble(String destination) {
        this.destination = destination;
    }

    void began(String host, Outcome why) {
        if (hosts.add(host)) log.warn("samples of host {} wait: {} did not take them: {}", host, destination, why);
        else log.debug("samples of host {} still wait for {}: {}", host, destination, why);
    }

    void isOver(String host) {
        if (hosts.remove(host)) log.info("{} takes the samples of host {} again", destination, host);
    }
}
