package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code send} as picocli describes options: for its manual page and completion. It parses its own. */
public final class SendOptions {

    private SendOptions() {}

    /** A command that is described and does nothing. */
    public static CommandSpec describe() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description("Sends values to Zabbix items of type trapper. Takes what zabbix_sender takes.");
        for (Option option : Option.values()) spec.addOption(described(option));
        return spec;
    }

    private static OptionSpec described(Option option) {
        List<String> names = new ArrayList<>();
        if (option.letter() != Option.NO_LETTER) names.add("-" + option.letter());
        names.add("--" + option.longName());
        OptionSpec.Builder described =
                OptionSpec.builder(names.toArray(String[]::new)).description(option.meaning());
        if (option.takesArgument())
            described.type(String.class).paramLabel(option.argument().orElse(""));
        else described.type(boolean.class);
        return described.build();
    }
}
