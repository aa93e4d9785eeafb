package nl.meldkamer.e2e.audit;

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

/** Proves, or disproves, that acknowledged events are in the record once, on a PostgreSQL of its own. */
@Command(
        name = "audit-reliability",
        description =
                "Lets faults happen while audit events are written, and compares what was acknowledged with the record."
                        + " Exits with 0 when every round held. Round n has seed S + n - 1.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class AuditReliability implements Callable<Integer> {

    @Option(names = "--rounds", description = "of each fault (${DEFAULT-VALUE})", defaultValue = "3")
    private int rounds;

    @Option(names = "--seed", description = "of the first round; without it one is chosen and told")
    private @Nullable Long seed;

    @Option(names = "--fault", split = ",", description = "some of ${COMPLETION-CANDIDATES}; all by default")
    private List<Fault> faults = List.of(Fault.values());

    private final PrintStream out;

    private AuditReliability(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AuditReliability(System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Path directory = Files.createTempDirectory("audit-reliability");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        out.println(rounds + " rounds of each, seed " + first + ", in " + directory);
        int failed = 0;
        try (Campaign campaign = Campaign.start(directory)) {
            for (Fault fault : faults) failed += play(campaign, fault, first);
        }
        if (failed > 0) out.println(failed + " rounds FAILED; what they left is in " + directory);
        return failed == 0 ? 0 : 1;
    }

    private int play(Campaign campaign, Fault fault, long first) {
        int failed = 0;
        int times = 0;
        long acknowledged = 0;
        long stored = 0;
        for (int round = 0; round < rounds; round++) {
            try {
                Campaign.Result result = campaign.play(fault, first + round);
                out.println(result);
                if (!result.verdict().holds()) failed++;
                times += result.times();
                acknowledged += result.verdict().acknowledged();
                stored += result.verdict().stored();
            } catch (Exception broken) {
                failed++;
                out.println("FAILED  " + fault + " seed " + (first + round) + ": " + broken);
            }
        }
        out.println(fault + ": " + (rounds - failed) + " of " + rounds + " rounds held; " + "it happened " + times
                + " times, " + acknowledged + " acknowledged, " + stored + " stored");
        return failed;
    }
}
