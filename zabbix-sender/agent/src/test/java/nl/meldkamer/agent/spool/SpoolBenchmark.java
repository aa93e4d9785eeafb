package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import nl.meldkamer.sender.Sample;

/**
 * Values per second into the spool, with many producers that each wait for the disk, and out of it in batches that are
 * acknowledged. A main program: {@code SpoolBenchmark DIRECTORY [VALUES [PRODUCERS [VALUES-PER-APPEND [ROUNDS]]]]}. The
 * directory must be on the disk that is meant, since the sync is most of it.
 */
final class SpoolBenchmark {

    private static final int LANES = Integer.getInteger("lanes", 4);

    private SpoolBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int[] numbers = {1_000_000, 16, 100, 5};
        for (int n = 1; n < arguments.length; n++) numbers[n - 1] = Integer.parseInt(arguments[n]);
        List<Long> appends = new ArrayList<>();
        List<Long> drains = new ArrayList<>();
        for (int round = 0; round < numbers[3]; round++) run(directory, numbers, appends::add, drains::add);
        print("append", appends);
        print("drain", drains);
    }

    private static void run(Path directory, int[] numbers, LongConsumer append, LongConsumer drain) throws Exception {
        delete(directory);
        try (Spool spool = Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, InstantSource.system())) {
            append.accept(perSecond(numbers[0], () -> append(spool, numbers[0] / numbers[1], numbers[1], numbers[2])));
            drain.accept(perSecond(numbers[0], () -> drain(spool)));
            if (spool.outbox("main").waiting() != 0) throw new IllegalStateException("not drained");
        }
        delete(directory);
    }

    private static void append(Spool spool, int each, int producers, int atOnce) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, producers)
                .mapToObj(producer -> new Thread(() -> {
                    for (int n = 0; n < each; n += atOnce)
                        spool.append(samples(producer, n, Math.min(atOnce, each - n)));
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
    }

    private static List<Sample> samples(int producer, int first, int count) {
        List<Sample> made = new ArrayList<>(count);
        for (int n = first; n < first + count; n++)
            made.add(Sample.of(
                    "association-" + producer,
                    "ver.queue.length[queue" + n % 50 + "]",
                    "1234.5678",
                    1_770_000_000L,
                    n));
        return made;
    }

    private static void drain(Spool spool) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, LANES)
                .mapToObj(lane -> new Thread(() -> drain(spool, lane)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
    }

    private static void drain(Spool spool, int lane) {
        Outbox outbox = spool.outbox("main");
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        try (LaneReader reader = outbox.lane(lane, LANES)) {
            long upTo = reader.lastId();
            long position = 0;
            for (boolean more = true; more; ) {
                LaneReader.Page page = reader.peek(position, upTo, 500, Long.MAX_VALUE);
                more = !page.last();
                if (page.samples().isEmpty()) break;
                position = page.samples().get(page.samples().size() - 1).id();
                last = outbox.ack(page.samples().stream().map(SpooledSample::id).toList());
            }
        }
        last.join();
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static long perSecond(long values, Work work) throws InterruptedException {
        long start = System.nanoTime();
        Duration cpuBefore = cpu();
        work.run();
        Duration cpu = cpu().minus(cpuBefore);
        System.out.printf(Locale.ROOT, "%.2f CPU seconds per million%n", cpu.toNanos() / 1e3 / values);
        return values * 1_000_000_000L / (System.nanoTime() - start);
    }

    /** On a machine with other work, what a value costs says more than how many fit in a second. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static void print(String what, List<Long> results) {
        long[] sorted = results.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-6s median %,d values/s of %s%n",
                what,
                sorted[sorted.length / 2],
                Arrays.toString(sorted));
    }

    private static void delete(Path directory) throws IOException {
        for (String name : List.of("spool.db", "spool.db-wal", "spool.db-shm", "spool.lock"))
            Files.deleteIfExists(directory.resolve(name));
    }
}
