package nl.meldkamer.agent.install;

import java.io.PrintWriter;
import java.util.List;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.JmxSettings;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Via;
import nl.meldkamer.templates.install.HostInterface;
import nl.meldkamer.templates.install.HostInterface.Kind;
import nl.meldkamer.templates.install.InstallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How Zabbix comes by the values of the site, and where it asks for them if it does. */
final class ViaOptions {

    private static final int AGENT_PORT = 10050;

    @Option(
            names = "--via",
            paramLabel = "WAY",
            defaultValue = "trapper",
            description =
                    "How Zabbix comes by the values: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}, which is"
                            + " pushed. For the others see docs/module.md.")
    private Via via = Via.TRAPPER;

    @Option(
            names = "--agent-address",
            paramLabel = "HOST:PORT",
            description = "Where Zabbix reaches the agent, with --via agent or agent2; by default 127.0.0.1:"
                    + AGENT_PORT + ".")
    private @Nullable String agentAddress;

    @Option(
            names = "--jmx-address",
            paramLabel = "HOST:PORT",
            description =
                    "JMX interface of the host, with --via jmx; by default 127.0.0.1:" + JmxSettings.DEFAULT_PORT + ".")
    private @Nullable String jmxAddress;

    boolean isPushed() {
        return !via.isPulled();
    }

    /** Those that are named, or else the one that goes with the way. */
    List<String> catalogues(List<String> named) {
        if (!named.isEmpty()) return named;
        return List.of(via == Via.JMX ? "meldkamer" : "verenigingen");
    }

    Catalogue catalogue(Catalogue declared) {
        return declared.by(via);
    }

    /** Throws with what is wrong with an address. */
    List<HostInterface> interfaces() {
        if (agentAddress != null && via != Via.AGENT && via != Via.AGENT2)
            throw new InstallException("--agent-address needs --via agent or --via agent2");
        if (jmxAddress != null && via != Via.JMX) throw new InstallException("--jmx-address needs --via jmx");
        return switch (via) {
            case TRAPPER -> List.of();
            case AGENT, AGENT2 -> List.of(at(Kind.AGENT, "--agent-address", agentAddress, AGENT_PORT));
            case JMX -> List.of(at(Kind.JMX, "--jmx-address", jmxAddress, JmxSettings.DEFAULT_PORT));
        };
    }

    private static HostInterface at(Kind kind, String option, @Nullable String given, int port) {
        try {
            Address address = Address.parse(given == null ? "127.0.0.1" : given, port);
            return new HostInterface(kind, address.host(), address.port());
        } catch (IllegalArgumentException e) {
            throw new InstallException(option + " " + given + ": " + e.getMessage() + "; write HOST:PORT");
        }
    }

    /** What meldkamer.yaml has to say besides the host. */
    void tell(PrintWriter out) {
        if (via == Via.JMX) {
            out.println("jmx: {user: zabbix, password: \"${file:jmx.password}\"}");
            out.println();
            out.println(
                    "Zabbix needs a Java gateway, or 'java-gateway' in meldkamer.yaml; see docs/administrators.md.");
            return;
        }
        out.println("server: none");
        out.println("socket: /run/meldkamer/meldkamer.sock");
        out.println();
        out.println(
                via == Via.AGENT
                        ? "The agent needs LoadModule=meldkamer.so; see docs/module.md."
                        : "The agent needs Plugins.Meldkamer.System.Path; see docs/module.md.");
    }
}
