package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Files of values sent by zabbix_sender and by {@code meldkamer send}, with the script that anyone can run by hand. */
record FilesOfValues(int values) implements Measurement {

    private static final int VALUES_PER_SECOND_OF_PAUSE = 40_000;

    @Override
    public void measure(Ground ground, int rounds, PrintStream out) throws IOException, InterruptedException {
        int pause = 3 + values / VALUES_PER_SECOND_OF_PAUSE;
        double before = Ground.cpuSeconds();
        Timed.Run run = Timed.run(List.of(
                ground.comparison(),
                "127.0.0.1",
                Integer.toString(ground.port()),
                Ground.HOST,
                Ground.KEY,
                Integer.toString(values),
                Integer.toString(rounds),
                Integer.toString(pause)));
        out.print(run.output());
        ground.awaitQuiet();
        double millions = 2e-6 * rounds * values;
        out.printf(
                "the server and its database used %.2f CPU s for a million values%n",
                (Ground.cpuSeconds() - before) / millions);
    }
}
