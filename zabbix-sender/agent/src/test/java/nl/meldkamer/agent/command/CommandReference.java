package nl.meldkamer.agent.command;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands as a page for people, in Markdown: what each prints when asked for help. */
final class CommandReference {

    private CommandReference() {}

    static String of(CommandLine program) {
        StringBuilder page = new StringBuilder("# Commands\n\nMade from the program; do not edit.\n");
        append(page, program);
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command) {
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF))
                .append("```\n");
        Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
        for (CommandLine subcommand : below) if (!subcommand.getCommandName().equals("help")) append(page, subcommand);
    }
}
