package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that go through the daemon's spool, with fsync, and its delivery, in a JVM with the daemon's heap of 96 MB, and
 * zabbix_sender with a file of as many values in the same round.
 *
 * @param backlog whether the spool has them all before delivery starts; else they come from many producers meanwhile
 */
record ThroughTheSpool(int values, boolean backlog) implements Measurement {

    @Override
    public void measure(Ground ground, int rounds, PrintStream out) throws IOException, InterruptedException {
        double[] ratios = new double[rounds];
        double[] rates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double theirs = values / senderSeconds(ground, round);
            ground.awaitQuiet();
            rates[round] = ours(ground, round, out);
            ground.awaitQuiet();
            ratios[round] = rates[round] / theirs;
            out.printf("zabbix_sender %,.0f values/s, ratio %.2f%n", theirs, ratios[round]);
        }
        out.printf("medians of %d: %,.0f values/s, ratio %.2f%n", rounds, Timed.median(rates), Timed.median(ratios));
    }

    private double senderSeconds(Ground ground, int round) throws IOException, InterruptedException {
        Path file = ground.directory().resolve("values");
        List<String> lines = new ArrayList<>();
        long clock = SpoolLoad.clock(round * 2);
        for (int i = 0; i < values; i++)
            lines.add(Ground.HOST + " " + SpoolLoad.key(i) + " " + (clock + i / Ground.ITEMS) + " " + i + " " + i);
        Files.write(file, lines);
        List<String> words = new ArrayList<>(List.of("zabbix_sender", "-T", "-N", "-i", file.toString()));
        words.addAll(ground.destination());
        return Timed.run(words).wall().toNanos() / 1e9;
    }

    private double ours(Ground ground, int round, PrintStream out) throws IOException, InterruptedException {
        Path spool = Files.createTempDirectory(ground.directory(), "spool");
        Process process = SpoolLoad.start(spool, ground.port(), values, round * 2 + 1, backlog);
        LiveWatch watch = new LiveWatch(ground);
        try (var lines = process.inputReader()) {
            if (backlog) watch.start();
            String rate = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("rate ")) rate = line.substring("rate ".length());
                else if (line.startsWith("live ")) watch.sent(line);
                else out.println(line);
            }
            int code = process.waitFor();
            if (code != 0) throw new IOException("the load ended with " + code);
            if (backlog) out.println(watch.end());
            return Double.parseDouble(rate);
        } finally {
            process.destroyForcibly();
            watch.stop();
        }
    }
}
