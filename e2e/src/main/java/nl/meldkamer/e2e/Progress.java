package nl.meldkamer.e2e;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells whoever waits what is being done, and which of how many steps it is. */
final class Progress {

    /** A step of a long piece of work. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final InstantSource clock;
    private final int steps;
    private int taken;

    Progress(PrintStream out, InstantSource clock, int steps) {
        this.out = out;
        this.clock = clock;
        this.steps = steps;
    }

    /** Takes a step; a failure says at which step it happened. */
    void step(String what, Step step) throws Exception {
        taken++;
        say("[" + taken + "/" + steps + "] " + what);
        Instant start = clock.instant();
        try {
            step.take();
        } catch (Exception failed) {
            throw new Exception("step " + taken + ", " + what + ": " + failed.getMessage(), failed);
        }
        long seconds = Duration.between(start, clock.instant()).toSeconds();
        if (seconds > 1) say("      done in " + seconds + " s");
    }

    void say(String text) {
        LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        out.println(TIME.format(now) + "  " + text);
    }
}
