package nl.meldkamer.agent.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;

/**
 * How fast a backlog leaves, with a server that takes everything at once, and how long a live value takes meanwhile. A
 * main program: {@code DeliveryBenchmark EMPTY-DIRECTORY [BACKLOG]}.
 */
final class DeliveryBenchmark {

    private static final int AT_ONCE = 1000;

    private final Spool spool;
    private final int backlog;
    private final LongAdder delivered = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);

    private DeliveryBenchmark(Spool spool, int backlog) {
        this.spool = spool;
        this.backlog = backlog;
    }

    public static void main(String[] arguments) throws Exception {
        int backlog = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path directory = Path.of(arguments[0]);
        try (Spool spool = Spool.open(directory, List.of("main"), SpoolLimits.DEFAULT, InstantSource.system())) {
            new DeliveryBenchmark(spool, backlog).run();
        }
    }

    private void run() throws InterruptedException {
        for (int n = 0; n < backlog; n += AT_ONCE) spool.append(samples(n));
        Delivery delivery = new Delivery(spool, List.of(new Destination("main", this::take)), DeliverySettings.DEFAULT);
        long start = System.nanoTime();
        delivery.start();
        int live = 0;
        while (!done.await(100, java.util.concurrent.TimeUnit.MILLISECONDS))
            spool.append(List.of(Sample.of("host0", "live" + live++ % 4, String.valueOf(System.nanoTime()), 1, live)));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d samples in %.1f s: %,.0f values/s; of %d live values the slowest took %d ms; %s%n",
                backlog,
                seconds,
                backlog / seconds,
                live,
                Duration.ofNanos(longestNanos.get()).toMillis(),
                delivery.close(Duration.ofMinutes(1)));
    }

    private Outcome take(Packet packet) {
        for (Packet.Entry entry : packet.entries()) {
            if (!entry.sample().key().startsWith("live")) delivered.increment();
            else
                longestNanos.accumulateAndGet(
                        System.nanoTime() - Long.parseLong(entry.sample().value()), Math::max);
        }
        if (delivered.sum() >= backlog) done.countDown();
        return new Outcome.Accepted(packet.size());
    }

    private static List<Sample> samples(int first) {
        return IntStream.range(first, first + AT_ONCE)
                .mapToObj(n -> Sample.of(
                        "host" + n % 10, "ver.queue.length[queue" + n % 500 + "]", "1234.5678", 1_770_000_000L, n))
                .toList();
    }
}
