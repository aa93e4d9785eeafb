package nl.meldkamer.e2e.performance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Commands with a clock beside them. */
final class Timed {

    private Timed() {}

    /** What a command wrote to its standard output, and how long it took as a whole. */
    record Run(String output, Duration wall) {
        double milliseconds() {
            return wall.toNanos() / 1e6;
        }
    }

    /** Throws when it did not exit with 0; its error output goes to ours. */
    static Run run(List<String> words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (code != 0) throw new IOException(words.get(0) + " exited with " + code + ": " + lastLine(output));
        return new Run(output, wall);
    }

    private static String lastLine(String output) {
        return output.lines().reduce("", (earlier, later) -> later);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
