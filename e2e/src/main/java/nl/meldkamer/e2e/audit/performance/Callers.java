package nl.meldkamer.e2e.audit.performance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Threads that each do one thing after another for a while. */
final class Callers {

    static final int COUNT = 32;

    private static final long SLOWEST_MICROS = 60_000_000;

    private final Duration time;

    Callers(Duration time) {
        this.time = time;
    }

    /** What one of them does, again and again. */
    @FunctionalInterface
    interface Work {
        void once(int caller) throws Exception;
    }

    /** How fast all of them together did it, and how many milliseconds half and 99 % of them took at most. */
    record Rate(Speed speed, double median, double p99) {

        @Override
        public String toString() {
            return "%s, median %.2f ms, 99 %% %.2f ms".formatted(speed, median, p99);
        }
    }

    Rate run(Work work) throws InterruptedException, ExecutionException {
        Recorder latency = new Recorder(SLOWEST_MICROS, 2);
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            Speed.Watch watch = new Speed.Watch();
            long start = System.nanoTime();
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                int caller = i;
                calls.add(() -> repeat(() -> work.once(caller), start, latency));
            }
            for (Future<Void> call : threads.invokeAll(calls)) call.get();
            Histogram latencies = latency.getIntervalHistogram();
            return new Rate(
                    watch.of(latencies.getTotalCount()),
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(99) / 1e3);
        } finally {
            threads.shutdown();
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    @SuppressWarnings("NullAway") // a Callable<Void> has nothing else to give
    private Void repeat(Step step, long start, Recorder latency) throws Exception {
        while (System.nanoTime() - start < time.toNanos()) {
            long before = System.nanoTime();
            step.take();
            latency.recordValue(Math.min((System.nanoTime() - before) / 1000, SLOWEST_MICROS));
        }
        return null;
    }
}
