package nl.meldkamer.e2e.audit.performance;

import java.util.Arrays;
import nl.meldkamer.e2e.ServerProcesses;

/**
 * How fast something was done, and what it cost.
 *
 * @param perSecond by the clock on the wall, which also counts what else the machine did
 * @param cpuMicros microseconds of processors for each, of this JVM and of the database's processes together
 */
record Speed(double perSecond, double cpuMicros) {

    /** A measurement that has begun. */
    static final class Watch {

        private final long start = System.nanoTime();
        private final double cpu = cpuMillis();

        Speed of(long count) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Speed(count / seconds, (cpuMillis() - cpu) * 1e3 / count);
        }

        private static double cpuMillis() {
            double own = ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos()
                    / 1e6;
            return own + ServerProcesses.cpu();
        }
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return "%,.0f/s (%.1f µs of CPU each)".formatted(perSecond, cpuMicros);
    }
}
