package nl.meldkamer.agent.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.agent.source.SourceException;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.sender.Probe;
import nl.meldkamer.sender.Probe.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that {@code run} will need, and says how to mend what is wrong. Changes nothing. */
@Command(
        name = "check",
        description = {
            "Checks configuration, catalogue, data directory, sources and Zabbix.",
            "Exit status 1 when something is wrong."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    private boolean good = true;

    @Override
    public Integer call() {
        Logging.silent();
        Site site = configuration.site();
        ok(
                "configuration",
                "host '" + site.configuration().host() + "', time zone "
                        + site.configuration().timeZone());
        site.configuration().warnings().forEach(warning -> line("note", "configuration", warning));
        ok("catalogue", site.groups().size() + " groups");
        dataDirectory(site.configuration().data());
        sources(site);
        for (ZabbixServer server : site.configuration().servers())
            zabbix(server, site.configuration().host());
        spec.commandLine().getOut().flush();
        return good ? 0 : 1;
    }

    private void dataDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "check", null));
            ok("data", directory + " can be written");
        } catch (IOException e) {
            bad(
                    "data",
                    directory + " can't be written by this user: " + e + "; make it, and give it to the daemon's user");
        }
    }

    private void sources(Site site) {
        try (Sources sources =
                Sources.of(site.configuration().sources(), new GroupStatuses(), () -> DeliveryStatus.Counters.NONE)) {
            for (Source source : sources.byName().values()) source(source);
        }
    }

    private void source(Source source) {
        try {
            ok("source " + source.name(), source.identify());
        } catch (SourceException e) {
            bad("source " + source.name(), String.valueOf(e.getMessage()));
        }
    }

    private void zabbix(ZabbixServer server, String host) {
        String what = server.name().equals(ZabbixServer.DEFAULT_NAME) ? "Zabbix" : "Zabbix " + server.name();
        Finding finding = new Probe(server.trapper()).ask(host);
        if (finding instanceof Finding.Zabbix zabbix && zabbix.hostKnown())
            ok(what, zabbix.address() + " knows the host '" + host + "'");
        else if (finding instanceof Finding.Zabbix zabbix)
            bad(
                    what,
                    zabbix.address() + " does not monitor the host '" + host + "' (" + zabbix.info()
                            + "); make the host with this technical name and link the template to it");
        else if (finding instanceof Finding.NotZabbix other)
            bad(what, "what answers is not Zabbix: " + other.answered() + "; see 'server' in the configuration");
        else if (finding instanceof Finding.NoAnswer none)
            bad(what, none.reason() + "; is this the trapper port (10051) of a server or proxy?");
        else if (finding instanceof Finding.Unreachable unreachable)
            bad(what, unreachable.reason() + "; is the server running, and is 'server' in the configuration right?");
    }

    private void ok(String what, String found) {
        line("ok", what, found);
    }

    private void bad(String what, String found) {
        good = false;
        line("WRONG", what, found);
    }

    private void line(String verdict, String what, String found) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-5s  %s: %s%n", verdict, what, found);
    }
}
