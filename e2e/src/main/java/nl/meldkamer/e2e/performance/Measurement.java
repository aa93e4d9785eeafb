package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.io.PrintStream;

/** One thing that is measured in some rounds, each printed when it is over. */
@FunctionalInterface
interface Measurement {
    void measure(Ground ground, int rounds, PrintStream out) throws IOException, InterruptedException;
}
