package nl.meldkamer.agent.spool;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Values per second that producers get into the spool when each waits until its own are on the disk. The spool is in the
 * working directory: the disk's sync is most of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class SpoolBenchmark {

    private static final int AT_ONCE = 100;
    private static final String DESTINATION = "main";

    private final AtomicInteger producers = new AtomicInteger();
    private Path directory = Path.of("");
    private @Nullable Spool spool;

    /** A producer's values. */
    @State(Scope.Thread)
    public static class Producer {
        private List<Sample> samples = List.of();

        @Setup
        public void prepare(SpoolBenchmark benchmark) {
            String host = "association-" + benchmark.producers.incrementAndGet();
            samples = IntStream.range(0, AT_ONCE).mapToObj(n -> sample(host, n)).toList();
        }

        private static Sample sample(String host, int number) {
            return Sample.of(host, "ver.queue.length[queue" + number % 50 + "]", "1234.5678", 1_770_000_000L, number);
        }
    }

    private static Spool open(Path directory) {
        return Spool.open(directory, List.of(DESTINATION), SpoolLimits.DEFAULT, InstantSource.system());
    }

    @Setup(Level.Iteration)
    public void empty() throws IOException {
        directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "spool-benchmark");
        spool = open(directory);
    }

    @TearDown(Level.Iteration)
    public void remove() throws IOException {
        requireNonNull(spool).close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(AT_ONCE)
    public void oneProducer(Producer producer) {
        requireNonNull(spool).append(producer.samples);
    }

    @Benchmark
    @Threads(16)
    @OperationsPerInvocation(AT_ONCE)
    public void sixteenProducers(Producer producer) {
        requireNonNull(spool).append(producer.samples);
    }
}
