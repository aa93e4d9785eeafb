package nl.meldkamer.e2e.performance;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Meldkamer and zabbix_sender in turn on a real Zabbix of its own. */
@Command(
        name = "performance",
        description = "Starts a Zabbix server, sends to it with zabbix_sender and with Meldkamer in turn, and prints"
                + " the figures of every round, their medians and the ratios.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class Performance implements Callable<Integer> {

    @Option(names = "--rounds", description = "of each part (${DEFAULT-VALUE})", defaultValue = "5")
    private int rounds;

    @Option(names = "--zabbix-root", description = "of the system with the Zabbix release (${DEFAULT-VALUE})")
    private Path root = Path.of("/");

    @Option(names = "--checkout", description = "the built repository (${DEFAULT-VALUE})")
    private Path checkout = Path.of("");

    @Option(names = "--part", split = ",", description = "some of ${COMPLETION-CANDIDATES}; all by default")
    private List<Part> parts = List.of(Part.values());

    private final PrintStream out;

    private Performance(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Performance(System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("performance");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Ground ground = Ground.start(directory, root, checkout.toRealPath())) {
            for (Part part : parts) {
                out.printf("%n%s: %s%n", part, part.title());
                part.measurement().measure(ground, rounds, out);
            }
        }
        return 0;
    }

    /** What can be measured. */
    private enum Part {
        SEND("send -i with 100,000 values"),
        MILLION("send -i with 1,000,000 values"),
        ONE("send of one value by a process of its own"),
        SPOOL("500,000 values of 32 producers through the spool"),
        BACKLOG("a backlog of 1,000,000 values, and live ones meanwhile");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        Measurement measurement() {
            return switch (this) {
                case SEND -> new FilesOfValues(100_000);
                case MILLION -> new FilesOfValues(1_000_000);
                case ONE -> new OneValue();
                case SPOOL -> new ThroughTheSpool(500_000, false);
                case BACKLOG -> new ThroughTheSpool(1_000_000, true);
            };
        }
    }
}
