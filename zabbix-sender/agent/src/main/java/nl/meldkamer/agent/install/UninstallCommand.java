package nl.meldkamer.agent.install;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.meldkamer.templates.api.ZabbixApi;
import nl.meldkamer.templates.install.Plan;
import nl.meldkamer.templates.install.Removal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meldkamer uninstall}: takes away what install made. */
@Command(
        name = "uninstall",
        description = {
            "Removes from Zabbix what install made, with the values that were collected, and nothing else.",
            "Shows what it will do, and asks. What an administrator changed, or what something else uses, is kept and"
                    + " named.",
            "Exit status 1 when it was not done, or only shown."
        },
        mixinStandardHelpOptions = true)
public final class UninstallCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ApiOptions zabbix = new ApiOptions();

    @Mixin
    private Dialogue dialogue = new Dialogue();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = DirectoryOption.DEFAULT,
            description = DirectoryOption.DESCRIPTION)
    private Path directory = Path.of(DirectoryOption.DEFAULT);

    @Option(
            names = "--overwrite",
            description = "Also remove what an administrator has changed; never what something else uses.")
    private boolean overwrite;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ZabbixApi api = zabbix.connect(System.getenv())) {
            Removal removal = removal(api);
            out.printf("Zabbix %s at %s, host '%s'%n", api.version(), api.address(), removal.host());
            Plan plan = removal.plan();
            boolean isDone = dialogue.carryOut(
                    plan, done -> removal(api.until(zabbix.deadline())).apply(plan, done), out);
            out.flush();
            return isDone ? 0 : 1;
        }
    }

    private Removal removal(ZabbixApi api) {
        return Removal.of(api, directory.toAbsolutePath(), overwrite);
    }
}
