package nl.meldkamer.agent.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.config.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command works with. */
final class ConfigurationOption {

    private static final List<Path> DEFAULTS =
            List.of(Path.of("/etc/meldkamer/meldkamer.yaml"), Path.of("meldkamer.yaml"));

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration; by default /etc/meldkamer/meldkamer.yaml, or else ./meldkamer.yaml.")
    private @Nullable Path file;

    /** Reads configuration and catalogues. */
    Site site() {
        return Site.of(read());
    }

    /** Reads the configuration without its catalogues. */
    Configuration read() {
        return Configuration.read(path(), System.getenv());
    }

    private Path path() {
        return Optional.ofNullable(file)
                .or(() -> DEFAULTS.stream().filter(Files::isReadable).findFirst())
                .orElseThrow(() -> new CommandException("there is no configuration: neither " + DEFAULTS.get(0)
                        + " nor ./" + DEFAULTS.get(1) + " can be read; name one with --config FILE"));
    }
}
