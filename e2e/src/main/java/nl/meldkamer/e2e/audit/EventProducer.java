package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.seal.SealState;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tree.KeyFile;
import nl.meldkamer.e2e.fault.JumpingClock;

/**
 * Writes and seals events of one stream with the daemon's own writer and sealer, from a few threads, until it is killed,
 * or standard input ends: then it sends again what was refused until it is taken, seals all, and ends. Its arguments are
 * {@link EventProducerSettings}.
 */
final class EventProducer {

    private static final int THREADS = 4;
    private static final int MOST_AT_ONCE = 40;
    private static final int LOOKS_BETWEEN_JUMPS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Writer writer;
    private final Ledger ledger;
    private final String stream;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private EventProducer(Writer writer, Ledger ledger, String stream) {
        this.writer = writer;
        this.ledger = ledger;
        this.stream = stream;
    }

    public static void main(String[] arguments) throws Exception {
        EventProducerSettings settings = EventProducerSettings.of(arguments);
        Clock clock = clock(settings);
        try (AuditStore store = open(settings.store());
                Ledger ledger = Ledger.append(settings.ledger());
                Sealing sealing = Sealing.start(store.as(Role.SEALER), KeyFile.load(settings.key()), clock);
                Writer writer = Writer.start(store, writing(settings), null, clock)) {
            new EventProducer(writer, ledger, settings.stream()).produce(new SplittableRandom(settings.seed()));
            awaitSealed(sealing, settings.stream());
        }
    }

    private static Clock clock(EventProducerSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        return new JumpingClock(InstantSource.system(), random, settings.clockJumps(), LOOKS_BETWEEN_JUMPS)
                .withZone(ZoneOffset.UTC);
    }

    private static WriterSettings writing(EventProducerSettings settings) {
        WriterSettings usual = WriterSettings.of(settings.owner());
        return new WriterSettings(
                usual.owner(),
                usual.capacity(),
                usual.capacityInBytes(),
                usual.batch(),
                settings.lease(),
                usual.patience(),
                usual.pendingInterval());
    }

    /** The database may just be coming back. */
    private static AuditStore open(StoreSettings settings) throws StoreException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return AuditStore.open(settings);
            } catch (StoreException | RuntimeException e) {
                if (System.nanoTime() - end > 0) throw e;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void produce(SplittableRandom random) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom own = random.split();
            threads.add(new Thread(() -> run(own), "producer-" + i));
        }
        threads.forEach(Thread::start);
        System.in.transferTo(OutputStream.nullOutputStream());
        stopping.set(true);
        for (Thread thread : threads) thread.join();
    }

    private void run(SplittableRandom random) {
        try {
            while (!stopping.get()) {
                List<Event> events = new ArrayList<>();
                int count = 1 + random.nextInt(MOST_AT_ONCE);
                for (int i = 0; i < count; i++) events.add(event(random));
                ledger.made(events.stream().map(Event::id).toList());
                while (!events.isEmpty()) events = refusedOf(events);
            }
        } catch (IOException | ExecutionException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Event event(SplittableRandom random) {
        return new Event(
                stream,
                "producer",
                UUID.randomUUID().toString(),
                "Payment Processing",
                "action_" + random.nextInt(5),
                "Compliant",
                new Reference("SEPA Mandate", "SM-" + random.nextInt(1000)),
                null,
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "{\"n\": " + random.nextInt() + "}",
                null);
    }

    /** Appends events, and answers those to be sent again. */
    private List<Event> refusedOf(List<Event> events) throws IOException, InterruptedException, ExecutionException {
        List<Appended> outcomes = writer.append(events).get();
        List<Event> refused = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Appended outcome = outcomes.get(i);
            if (outcome instanceof Appended.Refused) {
                refused.add(events.get(i));
                continue;
            }
            ids.add(events.get(i).id());
            seqs.add(seq(outcome));
        }
        ledger.acknowledged(ids, seqs);
        if (!refused.isEmpty()) LockSupport.parkNanos(PAUSE.toNanos());
        return refused;
    }

    private static long seq(Appended outcome) {
        if (outcome instanceof Appended.Stored stored) return stored.seq();
        if (outcome instanceof Appended.Duplicate duplicate) return duplicate.seq();
        throw new IllegalStateException("an event that nobody else has became " + outcome);
    }

    private static void awaitSealed(Sealing sealing, String stream) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSealed(sealing, stream)) {
            if (System.nanoTime() - end > 0) throw new IllegalStateException("not sealed: " + sealing.failures());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isSealed(Sealing sealing, String stream) {
        return sealing.states().stream()
                .filter(state -> state.stream().equals(stream))
                .allMatch(EventProducer::isWhole);
    }

    private static boolean isWhole(SealState state) {
        return state.size() == state.head();
    }
}
