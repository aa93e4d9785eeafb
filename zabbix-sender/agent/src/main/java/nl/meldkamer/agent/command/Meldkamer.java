package nl.meldkamer.agent.command;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import nl.meldkamer.agent.audit.AuditCommand;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.install.InstallCommand;
import nl.meldkamer.agent.install.UninstallCommand;
import nl.meldkamer.agent.send.SendCommand;
import nl.meldkamer.agent.spool.SpoolCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Exit status 0: done; 1: not done, or the command line or a file is wrong, with the reason on standard
 * error; {@code send} also knows 2, see {@link SendCommand}, and so does {@code audit record}.
 */
@Command(
        name = "meldkamer",
        description = "Measures an association and tells Zabbix.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            OnceCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            TemplateCommand.class,
            SendEntry.class,
            HelpCommand.class
        })
public final class Meldkamer implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        // One value a process is common, and must not wait for what only the other commands need.
        if (args.length > 0 && args[0].equals(SendEntry.NAME))
            return SendCommand.ofThisProcess().run(Arrays.copyOfRange(args, 1, args.length));
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        ConfigurationOption configuration = new ConfigurationOption();
        CommandLine spool = new CommandLine(spoolCommand(configuration)).addMixin("configuration", configuration);
        CommandLine audit = new CommandLine(new AuditCommand(() -> audited(configuration)))
                .addMixin("configuration", configuration);
        CommandLine program = new CommandLine(new Meldkamer())
                .addSubcommand(new InstallCommand(Site::catalogue))
                .addSubcommand(new UninstallCommand())
                .addSubcommand("spool", spool)
                .addSubcommand("audit", audit)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
        exitWithOneOnInvalidInput(program);
        return program;
    }

    /** What these commands print is data; the libraries that open the store would write between it. */
    private static Configuration audited(ConfigurationOption option) {
        Logging.silent();
        return option.site().configuration();
    }

    private static SpoolCommand spoolCommand(ConfigurationOption option) {
        Supplier<Configuration> configuration = () -> option.site().configuration();
        return new SpoolCommand(
                () -> configuration.get().spoolDirectory(),
                new HistoryVerification(configuration, InstantSource.system()));
    }

    /** Picocli's own 2 means, to the scripts that zabbix_sender brought up, that some values were rejected. */
    private static void exitWithOneOnInvalidInput(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(CommandLine.ExitCode.SOFTWARE);
        command.getSubcommands().values().forEach(Meldkamer::exitWithOneOnInvalidInput);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }
}
