package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** How long a script waits that sends one value: the whole process, from its start to its end. */
record OneValue() implements Measurement {

    private static final int RUNS_PER_ROUND = 5;

    @Override
    public void measure(Ground ground, int rounds, PrintStream out) throws IOException, InterruptedException {
        List<String> ours = new ArrayList<>(List.of(ground.launcher(), "send"));
        List<String> theirs = new ArrayList<>(List.of("zabbix_sender"));
        List<String> same = new ArrayList<>(ground.destination());
        same.addAll(List.of("-s", Ground.HOST, "-k", Ground.KEY + "[0]", "-o", "1"));
        ours.addAll(same);
        theirs.addAll(same);
        Timed.run(ours);

        int runs = rounds * RUNS_PER_ROUND;
        double[] our = new double[runs];
        double[] their = new double[runs];
        for (int i = 0; i < runs; i++) {
            their[i] = Timed.run(theirs).milliseconds();
            our[i] = Timed.run(ours).milliseconds();
        }
        out.printf(
                "medians of %d: zabbix_sender %.0f ms, meldkamer send %.0f ms%n",
                runs, Timed.median(their), Timed.median(our));
    }
}
