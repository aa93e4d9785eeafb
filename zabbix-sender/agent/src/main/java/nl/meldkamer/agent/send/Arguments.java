package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, read as getopt_long reads it: {@code -p 1}, {@code -p1}, {@code -vvT}, {@code --port 1},
 * {@code --port=1}, and a long name may be cut short while it stays unique. Written by hand because {@code send} starts
 * for every value of some scripts, and building a command model by reflection costs as much as all the rest.
 */
final class Arguments {
    private final Map<Option, String> values = new EnumMap<>(Option.class);
    private final List<String> strays = new ArrayList<>();
    private final String[] words;
    private int verbosity;
    private int next;

    private Arguments(String[] words) {
        this.words = words;
    }

    static Arguments parse(String... words) throws InvalidSettingsException {
        Arguments arguments = new Arguments(words);
        arguments.parseAll();
        return arguments;
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    Optional<String> get(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    /** How many times {@code -v} was given. */
    int verbosity() {
        return verbosity;
    }

    private void parseAll() throws InvalidSettingsException {
        while (next < words.length) parseWord(words[next++]);
        if (!strays.isEmpty()) throw new InvalidSettingsException("invalid parameter \"" + strays.get(0) + "\"");
    }

    private void parseWord(String word) throws InvalidSettingsException {
        if (word.equals("--")) restIsStray();
        else if (word.startsWith("--")) parseLong(word.substring(2));
        else if (word.length() > 1 && word.charAt(0) == '-') parseCluster(word);
        else strays.add(word);
    }

    private void restIsStray() {
        while (next < words.length) strays.add(words[next++]);
    }

    private void parseLong(String word) throws InvalidSettingsException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = byLongName(name);
        if (equals >= 0 && !option.takesArgument())
            throw new InvalidSettingsException("option \"--" + option.longName() + "\" takes no argument");
        if (equals >= 0) put(option, word.substring(equals + 1));
        else put(option, option.takesArgument() ? nextWord(option) : "");
    }

    private static Option byLongName(String name) throws InvalidSettingsException {
        List<Option> found = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.longName().equals(name)) return option;
            if (option.longName().startsWith(name)) found.add(option);
        }
        if (found.size() == 1) return found.get(0);
        throw new InvalidSettingsException((found.isEmpty() ? "invalid" : "ambiguous") + " option \"--" + name + "\"");
    }

    private void parseCluster(String word) throws InvalidSettingsException {
        for (int i = 1; i < word.length(); i++) {
            Option option = byLetter(word.charAt(i));
            if (option.takesArgument()) {
                put(option, i + 1 < word.length() ? word.substring(i + 1) : nextWord(option));
                return;
            }
            put(option, "");
        }
    }

    private static Option byLetter(char letter) throws InvalidSettingsException {
        for (Option option : Option.values()) {
            if (option.letter() == letter && letter != Option.NO_LETTER) return option;
        }
        throw new InvalidSettingsException("invalid option \"-" + letter + "\"");
    }

    private String nextWord(Option option) throws InvalidSettingsException {
        if (next == words.length) throw new InvalidSettingsException("option \"" + option + "\" needs an argument");
        return words[next++];
    }

    private void put(Option option, String value) throws InvalidSettingsException {
        if (option == Option.VERBOSE) verbosity++;
        else if (values.containsKey(option))
            throw new InvalidSettingsException(
                    "option \"" + option + "\" or \"--" + option.longName() + "\" is given more than once");
        if (value.indexOf('\uFFFD') >= 0)
            throw new InvalidSettingsException("the argument of option \"" + option
                    + "\" can't be read in this locale: set LC_ALL=C.UTF-8, or use an input file");
        values.put(option, value);
    }
}
