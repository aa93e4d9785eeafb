package nl.meldkamer.packaging;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of one command, made from what picocli knows of it. */
final class CommandPage {

    private static final List<String> EXIT_STATUS = List.of(
            "0: done. 1: not done, or the command line or a file is wrong; the reason is on standard error.",
            "send and audit record also know 2: some values or events were not taken.");

    private final CommandLine command;
    private final CommandSpec spec;
    private final String version;

    CommandPage(CommandLine command, String version) {
        this.command = command;
        this.version = version;
        spec = command.getCommandSpec();
    }

    /** Of a command and of all below it. {@code help} needs no page: the manual is one. */
    static Stream<CommandPage> all(CommandLine program, String version) {
        return Stream.concat(
                Stream.of(new CommandPage(program, version)),
                below(program).stream().flatMap(sub -> all(sub, version)));
    }

    /** Such as {@code meldkamer-spool-verify}. */
    String name() {
        return spec.qualifiedName("-");
    }

    String text() {
        Roff page = new Roff(name(), 1, version);
        page.section("NAME").line(name() + " - " + summary(spec));
        page.section("SYNOPSIS").verbatim(synopsis());
        page.section("DESCRIPTION");
        for (String line : spec.usageMessage().description()) page.paragraph(line);
        arguments(page);
        subcommands(page);
        page.section("EXIT STATUS");
        for (String line : EXIT_STATUS) page.paragraph(line);
        page.section("FILES")
                .term("/etc/meldkamer/meldkamer.yaml", List.of("The configuration."))
                .term("/var/lib/meldkamer", List.of("The spool, and what groups remember."));
        page.section("SEE ALSO").line(related());
        return page.toString();
    }

    private List<String> synopsis() {
        String text = new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        return text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void arguments(Roff page) {
        List<ArgSpec> shown =
                spec.args().stream().filter(each -> !each.hidden()).toList();
        if (shown.isEmpty()) return;
        page.section("OPTIONS");
        for (ArgSpec each : shown) page.term(written(each), List.of(each.description()));
    }

    private static String written(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) return argument.paramLabel();
        String names = String.join(", ", option.names());
        return option.typeInfo().isBoolean() || option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private void subcommands(Roff page) {
        Set<CommandLine> below = below(command);
        if (below.isEmpty()) return;
        page.section("COMMANDS");
        for (CommandLine each : below)
            page.term(
                    each.getCommandName(),
                    List.of(
                            summary(each.getCommandSpec()),
                            "See " + each.getCommandSpec().qualifiedName("-") + "(1)."));
    }

    private String related() {
        Stream<String> above = Stream.iterate(spec.parent(), parent -> parent != null, CommandSpec::parent)
                .map(parent -> parent.qualifiedName("-") + "(1)");
        Stream<String> below =
                below(command).stream().map(each -> each.getCommandSpec().qualifiedName("-") + "(1)");
        return Stream.of(above, below, Stream.of("meldkamer.yaml(5)", "zabbix_sender(1)"))
                .flatMap(names -> names)
                .collect(joining(", "));
    }

    private static String summary(CommandSpec spec) {
        String first =
                Arrays.stream(spec.usageMessage().description()).findFirst().orElse("");
        return first.replaceFirst("\\.$", "");
    }

    private static Set<CommandLine> below(CommandLine command) {
        Set<CommandLine> found = new LinkedHashSet<>(command.getSubcommands().values());
        found.removeIf(each -> each.getCommandName().equals("help"));
        return found;
    }
}
