package nl.meldkamer.agent.send;

import java.util.Optional;
import java.util.OptionalInt;

/** Where settings come from: the command line, and the {@code agentd.conf} that it names. */
record Sources(Arguments options, AgentdConf conf) {

    /** What the command line says. */
    Optional<Setting> option(Option option) {
        return options.get(option).map(value -> new Setting(value, "option \"" + option + "\""));
    }

    /** What the command line says or, where it is silent, the file. */
    Optional<Setting> setting(Option option) {
        return option(option).or(() -> parameter(option));
    }

    Optional<Setting> parameter(Option option) {
        return option.parameter().flatMap(conf::get);
    }

    OptionalInt number(Option option, int min, int max) throws InvalidSettingsException {
        Optional<Setting> setting = setting(option);
        if (setting.isEmpty()) return OptionalInt.empty();
        OptionalInt number = Digits.parse(setting.get().value(), min, max);
        if (number.isEmpty()) throw setting.get().invalid("a whole number from " + min + " to " + max + " is expected");
        return number;
    }
}
