package nl.meldkamer.agent.command;

import nl.meldkamer.agent.send.SendOptions;
import picocli.CommandLine;

/** The program as it is described to people and shells; {@link Meldkamer} is what runs. */
public final class Program {

    private Program() {}

    /** All commands with all of their options, those of {@code send} too, which the program does not leave to picocli. */
    public static CommandLine commandLine() {
        CommandLine program = Meldkamer.commandLine();
        program.getCommandSpec().removeSubcommand(SendEntry.NAME);
        return program.addSubcommand(SendEntry.NAME, SendOptions.describe());
    }
}
