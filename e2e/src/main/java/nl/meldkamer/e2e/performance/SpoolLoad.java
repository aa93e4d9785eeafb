package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import nl.meldkamer.agent.delivery.Delivery;
import nl.meldkamer.agent.delivery.DeliverySettings;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.delivery.Destination;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;

/** A program that puts many values through the daemon's spool and delivery, and says how long that took. */
final class SpoolLoad {

    private static final String DESTINATION = "zabbix";
    private static final int PRODUCERS = 32;
    /** What a group of the catalogue makes in a round, about. */
    private static final int AT_ONCE = 25;

    private static final int BACKLOG_AT_ONCE = 1000;
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final Spool spool;
    private final Delivery delivery;
    private final int values;
    private final long clock;
    private final AtomicInteger next = new AtomicInteger();

    private SpoolLoad(Path directory, int port, int values, long clock) {
        this.values = values;
        this.clock = clock;
        spool = Spool.open(directory, List.of(DESTINATION), SpoolLimits.DEFAULT, InstantSource.system());
        TrapperSender sender = new TrapperSender(TrapperConfig.to(new Address("127.0.0.1", port)));
        delivery = new Delivery(spool, List.of(new Destination(DESTINATION, sender)), DeliverySettings.DEFAULT);
    }

    static Process start(Path directory, int port, int values, int number, boolean backlog) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // What the launcher gives the daemon.
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xms16m",
                        "-Xmx96m",
                        "-XX:NewSize=6m",
                        "-XX:MaxNewSize=16m",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolLoad.class.getName(),
                        directory.toString(),
                        Integer.toString(port),
                        Integer.toString(values),
                        Integer.toString(number),
                        Boolean.toString(backlog))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] words) throws InterruptedException {
        int values = Integer.parseInt(words[2]);
        SpoolLoad load =
                new SpoolLoad(Path.of(words[0]), Integer.parseInt(words[1]), values, clock(Integer.parseInt(words[3])));
        if (Boolean.parseBoolean(words[4])) load.backlog();
        else load.produce();
        System.exit(0);
    }

    static String key(int value) {
        return Ground.KEY + "[" + value % Ground.ITEMS + "]";
    }

    /** Where the values of a run begin: no other run of the same server has them. */
    static long clock(int number) {
        long now = Instant.now().getEpochSecond();
        return now
                - Duration.ofDays(20).toSeconds()
                + number * Duration.ofHours(6).toSeconds();
    }

    private void produce() throws InterruptedException {
        long start = System.nanoTime();
        delivery.start();
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            Thread producer = new Thread(() -> append(AT_ONCE));
            producer.start();
            producers.add(producer);
        }
        for (Thread producer : producers) producer.join();
        double spooled = (System.nanoTime() - start) / 1e9;
        awaitEmpty();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,.0f values/s into the spool, %,.0f values/s to Zabbix%n", values / spooled, values / seconds);
        end(seconds);
    }

    private void backlog() throws InterruptedException {
        append(BACKLOG_AT_ONCE);
        Thread live = new Thread(this::live);
        live.setDaemon(true);
        long start = System.nanoTime();
        delivery.start();
        live.start();
        awaitAllTaken();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%,d values in %.1f s, %,.0f values/s%n", values, seconds, values / seconds);
        live.join();
        end(seconds);
    }

    private void append(int atOnce) {
        for (int first = next.getAndAdd(atOnce); first < values; first = next.getAndAdd(atOnce)) {
            List<Sample> samples = new ArrayList<>();
            for (int i = first; i < Math.min(first + atOnce, values); i++)
                samples.add(Sample.of(
                        Ground.HOST, key(i), Integer.toString(i), clock + i / Ground.ITEMS, i % 1_000_000_000));
            spool.append(samples);
        }
    }

    /** A value each second until the backlog is gone, said when it is in the spool. */
    private void live() {
        for (int i = 0; delivery.accepted() < values; i++, LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1))) {
            Instant now = Instant.now();
            String value = Long.toString(now.toEpochMilli());
            String key = Ground.KEY + "[live" + i % Ground.LIVE_ITEMS + "]";
            spool.append(List.of(Sample.of(Ground.HOST, key, value, now.getEpochSecond(), now.getNano())));
            System.out.println("live " + value);
        }
    }

    private void awaitEmpty() {
        awaitAllTaken();
        while (snapshot().waiting() > 0) LockSupport.parkNanos(LOOK_NANOS);
    }

    private void awaitAllTaken() {
        while (delivery.accepted() < values) LockSupport.parkNanos(LOOK_NANOS);
    }

    private static double cpuMicros() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e3;
    }

    private DeliverySnapshot snapshot() {
        return delivery.snapshots().get(0);
    }

    private void end(double seconds) {
        DeliverySnapshot end = snapshot();
        if (end.dead() > 0 || end.rejected() > 0) throw new IllegalStateException("not all was taken: " + end);
        System.out.println("rate " + values / seconds);
        System.out.printf("%.1f microseconds of CPU a value, the start of the JVM included%n", cpuMicros() / values);
        delivery.close(CLOSE);
        spool.close(CLOSE);
    }
}
