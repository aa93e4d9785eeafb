package nl.meldkamer.agent.jmx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.jmx.GatewayProtocol.Asked;
import nl.meldkamer.agent.jmx.GatewayProtocol.Told;

/**
 * Answers what is asked of a Java gateway for one JVM: this one. Thread-safe.
 *
 * @param endpoint what items of this daemon's host are asked of; those of another JVM are refused, lest Zabbix takes these
 *     figures for that one's
 * @param credentials that items must have; empty: none are needed
 */
record Gateway(BeanReader beans, String version, String endpoint, Optional<Credentials> credentials) {

    private static final Told REFUSED = new Told(false, "the user name or the password is wrong");

    /** The endpoint that Zabbix makes of a JMX interface, by default. */
    static String endpoint(String address) {
        return "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi";
    }

    byte[] answer(byte[] request) {
        try {
            Asked asked = GatewayProtocol.read(request);
            if (!asked.internal() && !asked.endpoint().equals(endpoint))
                return GatewayProtocol.failure(
                        "this gateway answers for " + endpoint + " only, and not for " + asked.endpoint());
            boolean admitted = isAdmitted(asked);
            List<Told> told = new ArrayList<>();
            for (String key : asked.keys()) told.add(admitted ? told(asked, key) : REFUSED);
            return GatewayProtocol.success(told);
        } catch (IOException e) {
            return GatewayProtocol.failure("this is no request to a Java gateway: " + e.getMessage());
        }
    }

    private boolean isAdmitted(Asked asked) {
        if (asked.internal()) return true;
        return credentials
                .map(known -> known.are(asked.user(), asked.password()))
                .orElse(true);
    }

    private Told told(Asked asked, String key) {
        return asked.internal() ? internal(key) : value(key);
    }

    private Told value(String key) {
        try {
            return new Told(true, beans.value(key));
        } catch (NoValueException e) {
            return new Told(false, String.valueOf(e.getMessage()));
        }
    }

    private Told internal(String key) {
        return switch (key) {
            case "zabbix[java,,ping]" -> new Told(true, "1");
            case "zabbix[java,,version]" -> new Told(true, version);
            default -> new Told(false, "this gateway knows zabbix[java,,ping] and zabbix[java,,version] only");
        };
    }
}
