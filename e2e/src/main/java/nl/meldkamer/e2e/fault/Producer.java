package nl.meldkamer.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.delivery.Backoff;
import nl.meldkamer.agent.delivery.Delivery;
import nl.meldkamer.agent.delivery.DeliverySettings;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.delivery.Destination;
import nl.meldkamer.agent.delivery.Drained;
import nl.meldkamer.agent.spool.Spool;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;

/**
 * A program to be killed: the spool and the delivery of the daemon, fed with numbered samples by a few threads, with a
 * {@link Journal} of what became of them. It makes samples until it reads {@code stop} from its standard input, then
 * waits until the spool is empty, and exits with 0 when it is. It ends at once when its standard input does.
 */
final class Producer {

    private static final String ZABBIX = "zabbix";
    private static final int THREADS = 3;
    private static final int LARGEST_APPEND = 8;
    private static final long LONGEST_PAUSE = Duration.ofMillis(8).toNanos();
    private static final long LOOK = Duration.ofMillis(50).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    /** Impatient, for the sake of short rounds, in all but giving up. */
    private static final DeliverySettings DELIVERY = new DeliverySettings(
            4,
            50,
            500,
            1000,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(500)),
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(1)),
            Duration.ofHours(1),
            Duration.ofHours(1),
            sample -> false,
            1000);

    private final ProducerSettings settings;
    private final Journal journal;
    private final Spool spool;
    private final Stamps stamps;
    private final AtomicLong next;
    private volatile boolean stopping;

    private Producer(ProducerSettings settings, Journal journal) {
        this.settings = settings;
        this.journal = journal;
        InstantSource clock = clock();
        stamps = new Stamps(clock);
        spool = Spool.open(settings.spool(), List.of(ZABBIX), SpoolLimits.DEFAULT, clock);
        next = new AtomicLong(settings.first());
    }

    private InstantSource clock() {
        if (settings.jump().isZero()) return InstantSource.system();
        return new JumpingClock(InstantSource.system(), new SplittableRandom(settings.seed()), settings.jump());
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        ProducerSettings settings = ProducerSettings.of(words);
        boolean complete;
        try (Journal journal = new Journal(settings.journal())) {
            complete = new Producer(settings, journal).run();
        }
        System.exit(complete ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        TrapperConfig config =
                TrapperConfig.to(new Address("127.0.0.1", settings.port())).withTimeLimit(TIME_LIMIT);
        Sender sender = journalling(new TrapperSender(config));
        Delivery delivery = new Delivery(spool, List.of(new Destination(ZABBIX, sender)), DELIVERY).start();
        List<Thread> threads = makers();
        awaitStop();
        stopping = true;
        for (Thread thread : threads) thread.join();
        while (left(delivery) > 0) LockSupport.parkNanos(LOOK);
        DeliverySnapshot end = delivery.snapshots().get(0);
        Drained drained = delivery.close(CLOSE);
        boolean closed = spool.close(CLOSE);
        System.out.println(end + " " + drained + " " + spool.counters());
        return drained.complete() && drained.inTime() && closed && end.dead() == 0;
    }

    private Sender journalling(Sender sender) {
        return (Packet packet) -> {
            Outcome outcome = sender.send(packet);
            if (outcome instanceof Outcome.Accepted)
                journal.taken(
                        packet.entries().stream().map(Packet.Entry::sample).toList());
            return outcome;
        };
    }

    private static long left(Delivery delivery) {
        return delivery.snapshots().get(0).waiting();
    }

    private static void awaitStop() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        if (!"stop".equals(in.readLine())) Runtime.getRuntime().halt(2);
    }

    private List<Thread> makers() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> make(number), "maker-" + number);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    /** Each item has one thread, so that the numbers of its samples rise. */
    private void make(int thread) {
        RandomGenerator random = new SplittableRandom(settings.seed() + thread);
        while (!stopping) {
            int item = thread + THREADS * random.nextInt(Item.ALL.size() / THREADS);
            append(item, random.nextInt(1, LARGEST_APPEND + 1));
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
        }
    }

    private void append(int item, int count) {
        long first = next.getAndAdd(count);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) samples.add(sample(Item.ALL.get(item), first + i));
        journal.made(first, item, samples);
        try {
            spool.append(samples);
            journal.acknowledged(samples);
        } catch (SpoolException refused) {
            journal.refused(samples);
        }
    }

    private Sample sample(Item item, long number) {
        Instant stamp = stamps.next();
        return Sample.of(item.host(), item.key(), item.value(number), stamp.getEpochSecond(), stamp.getNano());
    }
}
