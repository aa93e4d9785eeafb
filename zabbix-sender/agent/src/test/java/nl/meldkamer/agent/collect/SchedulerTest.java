package nl.meldkamer.agent.collect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nl.meldkamer.agent.collect.Groups.group;
import static nl.meldkamer.agent.collect.Groups.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.source.Answer;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Source;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    private final GroupStatuses statuses = new GroupStatuses();
    private final List<Sample> taken = new CopyOnWriteArrayList<>();
    private final Map<String, ScheduledExecutorService> threads = new LinkedHashMap<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private Scheduler scheduler = new Scheduler(round -> taken.addAll(round.samples()), statuses, System::nanoTime);

    @AfterEach
    void stop() {
        release.countDown();
        scheduler.close(Duration.ofSeconds(10));
        threads.values().forEach(ScheduledExecutorService::shutdownNow);
    }

    @Test
    void everyGroupRunsAgainAndAgain() {
        start(collector("a", "app", OFTEN, new Probed()), collector("b", "redis", OFTEN, new Probed()));
        await().atMost(10, SECONDS).until(() -> count("a") >= 3 && count("b") >= 3);
        assertThat(statuses.all()).extracting(GroupStatus::group).containsExactly("a", "b");
    }

    @Test
    void groupsOfOneSourceNeverRunAtTheSameTime() {
        Probed shared = new Probed();
        start(collector("a", "app", OFTEN, shared), collector("b", "app", OFTEN, shared));
        await().atMost(10, SECONDS).until(() -> count("a") >= 20 && count("b") >= 20);
        assertThat(shared.mostAtOnce.get()).isEqualTo(1);
    }

    @Test
    void aSlowGroupDelaysOnlyItsOwnSource() {
        Probed hanging = new Probed();
        hanging.hang = release;
        start(collector("slow", "app", OFTEN, hanging), collector("quick", "redis", OFTEN, new Probed()));
        await().atMost(10, SECONDS).until(() -> hanging.asked.get() == 1 && count("quick") >= 5);
        assertThat(count("slow")).isZero();
    }

    @Test
    void aMissedTurnIsToldAndNotMadeUpFor() {
        ManualThread thread = new ManualThread();
        Probed source = new Probed();
        scheduler = new Scheduler(round -> taken.addAll(round.samples()), statuses, () -> thread.now);
        scheduler.start(
                List.of(collector("a", "app", Duration.ofSeconds(30), source)), name -> thread, new FixedRandom(0));
        source.duringAsk = () -> thread.now += Duration.ofSeconds(100).toNanos();
        thread.runNext();
        assertThat(statuses.all()).extracting(GroupStatus::status).containsExactly(3);
        assertThat(thread.delays).containsExactly(Duration.ZERO, Duration.ofSeconds(20));
        source.duringAsk = () -> {};
        thread.runNext();
        assertThat(statuses.all()).extracting(GroupStatus::status).containsExactly(0);
        assertThat(thread.delays.get(2)).isEqualTo(Duration.ofSeconds(30));
        assertThat(source.asked.get()).isEqualTo(2);
    }

    @Test
    void firstRunsAreSpreadWithinTheIntervalAndTenSecondsAtMost() {
        ManualThread thread = new ManualThread();
        scheduler = new Scheduler(round -> taken.addAll(round.samples()), statuses, () -> thread.now);
        scheduler.start(
                List.of(
                        collector("hourly", "app", Duration.ofHours(1), new Probed()),
                        collector("often", "app", Duration.ofSeconds(2), new Probed())),
                name -> thread,
                new FixedRandom(0.5));
        assertThat(thread.delays).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    @Test
    void aSinkThatTakesNothingDoesNotEndTheGroup() {
        AtomicInteger attempts = new AtomicInteger();
        scheduler = new Scheduler(
                samples -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("full");
                },
                statuses,
                System::nanoTime);
        start(collector("a", "app", OFTEN, new Probed()));
        await().atMost(10, SECONDS).until(() -> attempts.get() >= 3);
    }

    @Test
    void closingWaitsForTheRunUnderWayAndStartsNoOther() {
        Probed hanging = new Probed();
        hanging.hang = release;
        start(
                collector("a", "app", OFTEN, hanging),
                collector("later", "app", Duration.ofHours(1), new Probed()),
                collector("idle", "redis", Duration.ofHours(1), new Probed()));
        await().atMost(10, SECONDS).until(() -> hanging.asked.get() == 1);
        hanging.duringAsk = () -> {};
        release.countDown();
        long start = System.nanoTime();
        assertThat(scheduler.close(Duration.ofSeconds(30))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(count("a")).isEqualTo(hanging.asked.get());
        assertThat(count("later")).isZero();
    }

    @Test
    void closingIsBoundedAndSaysThatARunHadNotEnded() {
        Probed hanging = new Probed();
        hanging.hang = release;
        start(collector("a", "app", OFTEN, hanging));
        await().atMost(10, SECONDS).until(() -> hanging.asked.get() == 1);
        assertThat(scheduler.close(Duration.ofMillis(50))).isFalse();
    }

    private void start(Collector... collectors) {
        scheduler.start(
                List.of(collectors),
                source -> threads.computeIfAbsent(source, name -> Executors.newSingleThreadScheduledExecutor()),
                new FixedRandom(0.5));
    }

    private long count(String key) {
        return taken.stream().filter(sample -> sample.key().equals(key)).count();
    }

    private static Collector collector(String name, String sourceName, Duration every, Source source) {
        Group group = group(name, sourceName, every, Optional.empty(), item(name, "count()"));
        return new Collector(group, source, "linde", ZoneOffset.UTC, new Stamps(InstantSource.system()));
    }

    /** Counts who asks at the same time. */
    private static final class Probed implements Source {
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch hang = new CountDownLatch(0);
        private volatile Runnable duringAsk = () -> {};

        @Override
        public String name() {
            return "probed";
        }

        @Override
        public boolean understands(Collect question) {
            return true;
        }

        @Override
        public Answer ask(Collect question, ZonedDateTime now) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            asked.incrementAndGet();
            duringAsk.run();
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            return new Answer(List.of(), List.of());
        }

        @Override
        public String identify() {
            return "";
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Runs what it is given when the test says so. */
    private static final class ManualThread extends ScheduledThreadPoolExecutor {
        private long now = 1_000_000_000_000L;
        private final List<Duration> delays = new ArrayList<>();
        private Runnable latest = () -> {};

        ManualThread() {
            super(1);
            setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.ofNanos(unit.toNanos(delay)));
            latest = task;
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void runNext() {
            now += delays.get(delays.size() - 1).toNanos();
            latest.run();
        }
    }

    /** Always the same share of the bound. */
    private static final class FixedRandom extends Random {
        private static final long serialVersionUID = 1L;
        private final double share;

        FixedRandom(double share) {
            this.share = share;
        }

        @Override
        public long nextLong(long bound) {
            return (long) (bound * share);
        }
    }
}
