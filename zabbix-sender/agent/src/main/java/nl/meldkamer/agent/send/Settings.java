package nl.meldkamer.agent.send;

import static nl.meldkamer.agent.send.Option.CONFIG;
import static nl.meldkamer.agent.send.Option.GROUP;
import static nl.meldkamer.agent.send.Option.HOST;
import static nl.meldkamer.agent.send.Option.INPUT_FILE;
import static nl.meldkamer.agent.send.Option.KEY;
import static nl.meldkamer.agent.send.Option.PORT;
import static nl.meldkamer.agent.send.Option.REAL_TIME;
import static nl.meldkamer.agent.send.Option.SERVER;
import static nl.meldkamer.agent.send.Option.SOURCE_ADDRESS;
import static nl.meldkamer.agent.send.Option.TIMEOUT;
import static nl.meldkamer.agent.send.Option.VALUE;
import static nl.meldkamer.agent.send.Option.WITH_NS;
import static nl.meldkamer.agent.send.Option.WITH_TIMESTAMPS;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nl.meldkamer.sender.Address;

/**
 * What a command line and the {@code agentd.conf} it names come to; an option goes before the parameter.
 *
 * @param destinations each gets all values; the nodes of one are a cluster
 * @param timeLimit of one exchange
 * @param defaultHost what {@code -} stands for in an input file
 */
record Settings(
        List<List<Address>> destinations,
        Optional<InetAddress> sourceAddress,
        Duration timeLimit,
        Optional<String> defaultHost,
        Input input,
        int verbosity) {

    private static final int DEFAULT_TIME_LIMIT = 60;
    private static final int LONGEST_TIME_LIMIT = 300;

    /** Puts them together from options, and from what the file of {@code -c} says where they are silent. */
    private record Sources(Arguments options, AgentdConf conf) {

        Settings settings() throws InvalidSettingsException {
            requireFittingOptions();
            Optional<String> host = host();
            return new Settings(destinations(), sourceAddress(), timeLimit(), host, input(host), options.verbosity());
        }

        private void requireFittingOptions() throws InvalidSettingsException {
            boolean file = options.has(INPUT_FILE);
            requireThat(file != (options.has(KEY) && options.has(VALUE)), "either -i, or -k and -o, is expected");
            requireThat(!file || (!options.has(KEY) && !options.has(VALUE)), "-k and -o don't go with -i");
            for (Option option : List.of(WITH_TIMESTAMPS, REAL_TIME, GROUP))
                requireThat(file || !options.has(option), option + " goes only with -i");
            requireThat(options.has(WITH_TIMESTAMPS) || !options.has(WITH_NS), "-N goes only with -T");
        }

        private List<List<Address>> destinations() throws InvalidSettingsException {
            OptionalInt port = port();
            Optional<Setting> option = option(SERVER);
            if (option.isPresent())
                return ServerList.parse(option.get().requireText(), port.orElse(Address.DEFAULT_PORT));
            Setting parameter = conf.get("ServerActive")
                    .filter(setting -> !setting.value().isEmpty())
                    .orElseThrow(() -> new InvalidSettingsException(
                            "no server: there is no option -z, and the file of -c does not" + " set ServerActive"));
            List<List<Address>> servers = ServerList.parse(parameter, Address.DEFAULT_PORT);
            return port.isPresent() ? ServerList.withPort(servers, port.getAsInt()) : servers;
        }

        private OptionalInt port() throws InvalidSettingsException {
            return number(PORT, 1, 65_535);
        }

        private Duration timeLimit() throws InvalidSettingsException {
            return Duration.ofSeconds(number(TIMEOUT, 1, LONGEST_TIME_LIMIT).orElse(DEFAULT_TIME_LIMIT));
        }

        private OptionalInt number(Option option, int min, int max) throws InvalidSettingsException {
            Optional<Setting> setting = option(option);
            if (setting.isEmpty()) return OptionalInt.empty();
            OptionalInt number = Digits.parse(setting.get().value(), min, max);
            if (number.isEmpty())
                throw setting.get().invalid("a whole number from " + min + " to " + max + " is expected");
            return number;
        }

        private Optional<InetAddress> sourceAddress() throws InvalidSettingsException {
            Optional<Setting> setting = option(SOURCE_ADDRESS).or(() -> conf.get("SourceIP"));
            if (setting.isEmpty()) return Optional.empty();
            Optional<InetAddress> address = IpAddress.parse(setting.get().value());
            if (address.isEmpty()) throw setting.get().invalid("an IP address is expected");
            return address;
        }

        private Optional<String> host() throws InvalidSettingsException {
            Optional<Setting> option = option(HOST);
            if (option.isPresent())
                return Optional.of(option.get().requireText().value());
            return conf.get("Hostname").map(Sources::firstOfList).filter(host -> !host.isEmpty());
        }

        private static String firstOfList(Setting setting) {
            int comma = setting.value().indexOf(',');
            return (comma < 0 ? setting.value() : setting.value().substring(0, comma)).strip();
        }

        private Input input(Optional<String> host) throws InvalidSettingsException {
            Optional<Setting> file = option(INPUT_FILE);
            if (file.isPresent())
                return new Input.Lines(file.get().requireText().value(), format(), options.has(REAL_TIME));
            requireThat(host.isPresent(), "no host: there is no option -s, and no file of -c that sets Hostname");
            return new Input.OneValue(
                    host.orElseThrow(),
                    required(KEY).requireText().value(),
                    required(VALUE).value());
        }

        private LineFormat format() {
            if (options.has(WITH_NS)) return LineFormat.TIMESTAMP_NS;
            return options.has(WITH_TIMESTAMPS) ? LineFormat.TIMESTAMP : LineFormat.VALUE;
        }

        private Setting required(Option option) {
            return option(option).orElseThrow();
        }

        private Optional<Setting> option(Option option) {
            return options.get(option).map(value -> new Setting(value, "option \"" + option + "\""));
        }
    }

    static Settings of(Arguments options) throws InvalidSettingsException {
        requireThat(options.has(CONFIG) || options.has(SERVER), "either -c or -z is expected");
        Optional<String> file = options.get(CONFIG);
        AgentdConf conf = file.isPresent() ? AgentdConf.read(Path.of(file.get())) : AgentdConf.empty();
        return new Sources(options, conf).settings();
    }

    private static void requireThat(boolean fits, String expected) throws InvalidSettingsException {
        if (!fits) throw new InvalidSettingsException(expected);
    }
}
