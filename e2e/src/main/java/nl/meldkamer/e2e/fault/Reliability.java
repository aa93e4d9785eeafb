package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves, or disproves, that samples arrive exactly once, on a real Zabbix of its own. */
@Command(
        name = "reliability",
        description = "Breaks things while samples flow, and compares what was acknowledged with Zabbix's own tables."
                + " Exits with 0 when every round held. Round n has seed S + n - 1, so that one round can be"
                + " repeated with --rounds 1.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class Reliability implements Callable<Integer> {

    @Option(names = "--rounds", description = "of each scenario (${DEFAULT-VALUE})", defaultValue = "3")
    private int rounds;

    @Option(names = "--seed", description = "of the first round; without it one is chosen and told")
    private @Nullable Long seed;

    @Option(names = "--zabbix", description = "6.0, of this machine, or 7.0 (${DEFAULT-VALUE})", defaultValue = "6.0")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private String zabbix;

    @Option(
            names = "--zabbix-7-dir",
            description = "where Zabbix 7.0 is unpacked (${DEFAULT-VALUE})",
            defaultValue = ".verify/zabbix-7.0")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Path zabbix7;

    @Option(names = "--scenario", split = ",", description = "some of ${COMPLETION-CANDIDATES}; all by default")
    private List<Scenario> scenarios = List.of(Scenario.values());

    private final PrintStream out;

    private Reliability(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Reliability(System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Path directory = Files.createTempDirectory("reliability");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        out.println("Zabbix " + zabbix + ", " + rounds + " rounds of each, seed " + first + ", in " + directory);
        Tally all = new Tally();
        try (Campaign campaign = Campaign.start(directory, root())) {
            for (Scenario scenario : scenarios) all.add(play(campaign, scenario, first));
        }
        out.println("In all: " + all);
        if (all.failed() > 0) out.println("What the rounds left is in " + directory);
        return all.failed() == 0 ? 0 : 1;
    }

    private Path root() throws IOException {
        return switch (zabbix) {
            case "6.0" -> Path.of("/");
            case "7.0" -> zabbix7.toRealPath();
            default -> throw new IOException("--zabbix is 6.0 or 7.0, not " + zabbix);
        };
    }

    private Tally play(Campaign campaign, Scenario scenario, long first) {
        Tally tally = new Tally();
        for (int round = 0; round < rounds; round++) {
            try {
                Campaign.Result result = campaign.play(scenario, first + round);
                tally.add(result);
                out.println(result);
            } catch (Exception broken) {
                tally.addFailure();
                out.println("FAILED  " + scenario + " seed " + (first + round) + ": " + broken);
            }
        }
        out.println(scenario + ": " + tally);
        return tally;
    }
}
