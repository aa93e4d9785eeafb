package nl.meldkamer.agent.send;

import static nl.meldkamer.agent.send.Option.CONFIG;
import static nl.meldkamer.agent.send.Option.GROUP;
import static nl.meldkamer.agent.send.Option.HOST;
import static nl.meldkamer.agent.send.Option.INPUT_FILE;
import static nl.meldkamer.agent.send.Option.KEY;
import static nl.meldkamer.agent.send.Option.PORT;
import static nl.meldkamer.agent.send.Option.REAL_TIME;
import static nl.meldkamer.agent.send.Option.SERVER;
import static nl.meldkamer.agent.send.Option.SOCKET;
import static nl.meldkamer.agent.send.Option.SOURCE_ADDRESS;
import static nl.meldkamer.agent.send.Option.SPOOL;
import static nl.meldkamer.agent.send.Option.TIMEOUT;
import static nl.meldkamer.agent.send.Option.VALUE;
import static nl.meldkamer.agent.send.Option.VERBOSE;
import static nl.meldkamer.agent.send.Option.WITH_NS;
import static nl.meldkamer.agent.send.Option.WITH_TIMESTAMPS;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.sender.TlsSettings;

/**
 * What a command line and the {@code agentd.conf} it names come to; an option goes before the parameter.
 *
 * @param destinations each gets all values; the nodes of one are a cluster
 * @param timeLimit of one exchange
 * @param socket of the daemon that is to deliver the values; then there are no destinations
 * @param defaultHost what {@code -} stands for in an input file
 */
record Settings(
        List<List<Address>> destinations,
        Optional<InetAddress> sourceAddress,
        TlsSettings tls,
        Duration timeLimit,
        Optional<String> defaultHost,
        Input input,
        int verbosity,
        Optional<Path> socket) {

    private static final Set<Option> HANDING_OVER = EnumSet.of(
            SPOOL, SOCKET, TIMEOUT, HOST, KEY, VALUE, INPUT_FILE, WITH_TIMESTAMPS, WITH_NS, REAL_TIME, GROUP, VERBOSE);
    private static final int DEFAULT_TIME_LIMIT = 60;
    private static final int LONGEST_TIME_LIMIT = 300;

    /** Reads the file of {@code -c}, and those that the settings for TLS name. */
    static Settings of(Arguments options) throws InvalidSettingsException {
        requireThat(options.has(CONFIG) || options.has(SERVER) || options.has(SPOOL), "either -c or -z is expected");
        requireFittingOptions(options);
        if (options.has(SPOOL)) return handingOver(options);
        requireThat(!options.has(SOCKET), "--socket goes only with --spool");
        Optional<String> file = options.get(CONFIG);
        AgentdConf conf = file.isPresent() ? AgentdConf.read(Path.of(file.get())) : AgentdConf.empty();
        Sources sources = new Sources(options, conf);
        Optional<String> host = host(sources);
        return new Settings(
                destinations(sources),
                sourceAddress(sources),
                TlsOptions.read(sources),
                timeLimit(sources),
                host,
                input(sources, host),
                options.verbosity(),
                Optional.empty());
    }

    private static Settings handingOver(Arguments options) throws InvalidSettingsException {
        for (Option option : Option.values())
            requireThat(
                    !options.has(option) || HANDING_OVER.contains(option),
                    option + " doesn't go with --spool: where and how values are sent is the daemon's own"
                            + " configuration");
        Sources sources = new Sources(options, AgentdConf.empty());
        Optional<String> host = host(sources);
        Optional<Setting> socket = sources.option(SOCKET);
        return new Settings(
                List.of(),
                Optional.empty(),
                TlsSettings.unencrypted(),
                timeLimit(sources),
                host,
                input(sources, host),
                options.verbosity(),
                Optional.of(
                        Path.of(socket.isPresent() ? socket.get().requireText().value() : Option.DEFAULT_SOCKET)));
    }

    private static void requireFittingOptions(Arguments options) throws InvalidSettingsException {
        boolean file = options.has(INPUT_FILE);
        boolean value = options.has(KEY) && options.has(VALUE);
        requireThat(file != value, "either -i, or -k and -o, is expected");
        requireThat(!file || (!options.has(KEY) && !options.has(VALUE)), "-k and -o don't go with -i");
        for (Option option : List.of(WITH_TIMESTAMPS, REAL_TIME, GROUP))
            requireThat(file || !options.has(option), option + " goes only with -i");
        requireThat(options.has(WITH_TIMESTAMPS) || !options.has(WITH_NS), "-N goes only with -T");
    }

    private static List<List<Address>> destinations(Sources sources) throws InvalidSettingsException {
        OptionalInt port = sources.number(PORT, 1, 65_535);
        Optional<Setting> option = sources.option(SERVER);
        if (option.isPresent()) return ServerList.parse(option.get().requireText(), port.orElse(Address.DEFAULT_PORT));
        Setting parameter = sources.parameter(SERVER)
                .filter(setting -> !setting.value().isEmpty())
                .orElseThrow(() -> new InvalidSettingsException(
                        "no server: there is no option -z, and the file of -c does not set ServerActive"));
        List<List<Address>> servers = ServerList.parse(parameter, Address.DEFAULT_PORT);
        return port.isPresent() ? ServerList.withPort(servers, port.getAsInt()) : servers;
    }

    private static Optional<InetAddress> sourceAddress(Sources sources) throws InvalidSettingsException {
        Optional<Setting> setting = sources.setting(SOURCE_ADDRESS);
        if (setting.isEmpty()) return Optional.empty();
        Optional<InetAddress> address = IpAddress.parse(setting.get().value());
        if (address.isEmpty()) throw setting.get().invalid("an IP address is expected");
        return address;
    }

    private static Duration timeLimit(Sources sources) throws InvalidSettingsException {
        return Duration.ofSeconds(sources.number(TIMEOUT, 1, LONGEST_TIME_LIMIT).orElse(DEFAULT_TIME_LIMIT));
    }

    private static Optional<String> host(Sources sources) throws InvalidSettingsException {
        Optional<Setting> option = sources.option(HOST);
        if (option.isPresent()) return Optional.of(option.get().requireText().value());
        return sources.parameter(HOST).map(Settings::firstOfList).filter(host -> !host.isEmpty());
    }

    private static String firstOfList(Setting setting) {
        int comma = setting.value().indexOf(',');
        return (comma < 0 ? setting.value() : setting.value().substring(0, comma)).strip();
    }

    private static Input input(Sources sources, Optional<String> host) throws InvalidSettingsException {
        Optional<Setting> file = sources.option(INPUT_FILE);
        return file.isPresent() ? lines(sources, file.get()) : oneValue(sources, host);
    }

    private static Input lines(Sources sources, Setting file) throws InvalidSettingsException {
        return new Input.Lines(
                file.requireText().value(), format(sources), sources.options().has(REAL_TIME));
    }

    private static LineFormat format(Sources sources) {
        if (sources.options().has(WITH_NS)) return LineFormat.TIMESTAMP_NS;
        return sources.options().has(WITH_TIMESTAMPS) ? LineFormat.TIMESTAMP : LineFormat.VALUE;
    }

    private static Input oneValue(Sources sources, Optional<String> host) throws InvalidSettingsException {
        requireThat(host.isPresent(), "no host: there is no option -s, and no file of -c that sets Hostname");
        return new Input.OneValue(
                host.orElseThrow(),
                key(sources.option(KEY).orElseThrow()),
                sources.option(VALUE).orElseThrow().value());
    }

    private static String key(Setting key) throws InvalidSettingsException {
        try {
            ItemKey.parse(key.requireText().value());
            return key.value();
        } catch (IllegalArgumentException invalid) {
            throw new InvalidSettingsException(key.origin() + ": " + invalid.getMessage());
        }
    }

    private static void requireThat(boolean fits, String expected) throws InvalidSettingsException {
        if (!fits) throw new InvalidSettingsException(expected);
    }
}
