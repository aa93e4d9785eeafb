package nl.meldkamer.agent.install;

import java.io.PrintWriter;
import java.util.List;
import nl.meldkamer.agent.config.Address;
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

    boolean isPushed() {
        return !via.isPulled();
    }

    Catalogue catalogue(Catalogue declared) {
        return declared.by(via);
    }

    /** Throws with what is wrong with an address. */
    List<HostInterface> interfaces() {
        if (agentAddress != null && isPushed())
            throw new InstallException("--agent-address needs --via agent or --via agent2");
        if (isPushed()) return List.of();
        String address = agentAddress == null ? "127.0.0.1" : agentAddress;
        try {
            Address parsed = Address.parse(address, AGENT_PORT);
            return List.of(new HostInterface(Kind.AGENT, parsed.host(), parsed.port()));
        } catch (IllegalArgumentException e) {
            throw new InstallException("--agent-address " + address + ": " + e.getMessage() + "; write HOST:PORT");
        }
    }

    /** What meldkamer.yaml has to say besides the host. */
    void tell(PrintWriter out) {
        out.println("server: none");
        out.println("socket: /run/meldkamer/meldkamer.sock");
        out.println();
        out.println(
                via == Via.AGENT
                        ? "The agent needs LoadModule=meldkamer.so; see docs/module.md."
                        : "The agent needs Plugins.Meldkamer.System.Path; see docs/module.md.");
    }
}
