package nl.meldkamer.e2e.audit.performance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the audit store and its peers in turn on a PostgreSQL of its own. Meant for a JVM with {@code -Xmx128m}. */
@Command(
        name = "audit-performance",
        description = "Starts a PostgreSQL, writes to an audit store on it and, in turn, in the ways of its peers, then"
                + " verifies, proves and counts a large record; prints each figure beside the one that is wanted.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class AuditPerformance implements Callable<Integer> {

    @Option(names = "--rounds", description = "of each way in and its peer (${DEFAULT-VALUE})", defaultValue = "3")
    private int rounds;

    @Option(names = "--bulk", description = "events of a round of bulk (${DEFAULT-VALUE})", defaultValue = "200000")
    private int bulk;

    @Option(names = "--seconds", description = "of a round of single events (${DEFAULT-VALUE})", defaultValue = "5")
    private int seconds;

    @Option(names = "--events", description = "of the large record (${DEFAULT-VALUE})", defaultValue = "1000000")
    private int events;

    @Option(names = "--directory", description = "on the disk to be used; 2 kB an event; by default the one for files")
    private @Nullable Path disk;

    @Option(
            names = "--keep",
            description = "a directory for the server, left there with its large record; when it has"
                    + " one, that is measured again (--events must be as it was)")
    private @Nullable Path kept;

    @Option(names = "--part", split = ",", description = "some of ${COMPLETION-CANDIDATES}; all by default")
    private List<Part> parts = List.of(Part.values());

    private final PrintStream out;

    /** What can be measured. */
    private enum Part {
        BULK,
        SINGLE,
        RECORD
    }

    private AuditPerformance(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AuditPerformance(System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = kept == null ? temporary() : Files.createDirectories(kept.toAbsolutePath());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime machine = Runtime.getRuntime();
        out.printf("heap %,d MB, %d processors%n", machine.maxMemory() >> 20, machine.availableProcessors());
        try (StoreUnderTest store =
                kept == null ? StoreUnderTest.start(directory) : StoreUnderTest.startKept(directory)) {
            for (Part part : parts) measure(part, store);
        }
        Files.deleteIfExists(directory.resolve("rows"));
        if (kept == null) Files.delete(directory);
        return 0;
    }

    private Path temporary() throws IOException {
        return disk == null
                ? Files.createTempDirectory("audit-performance")
                : Files.createTempDirectory(disk, "audit-performance");
    }

    private void measure(Part part, StoreUnderTest store) throws Exception {
        switch (part) {
            case BULK -> new WayIn(store, rounds, out).many(whole(bulk));
            case SINGLE -> new WayIn(store, rounds, out).one(Duration.ofSeconds(seconds));
            case RECORD -> new LargeRecord(store, whole(events), out).measure();
        }
    }

    /** In whole submissions. */
    private static int whole(int count) {
        return Math.max(1, count / BulkIngest.SUBMISSION) * BulkIngest.SUBMISSION;
    }
}
