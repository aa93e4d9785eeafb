package nl.meldkamer.agent.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Consumer;
import nl.meldkamer.templates.install.InstallException;
import nl.meldkamer.templates.install.Plan;
import nl.meldkamer.templates.install.Step;
import picocli.CommandLine.Option;

/** Shows a plan, asks, and carries it out. */
final class Dialogue {

    @Option(names = "--yes", description = "Carry the plan out without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only show the plan.")
    private boolean dryRun;

    /** Returns whether all was done, or there was nothing to do; not when it was only shown. */
    boolean carryOut(Plan plan, Consumer<Consumer<Step>> apply, PrintWriter out) {
        plan.steps().forEach(step -> show(step, out));
        if (!plan.changes()) {
            out.println("There is nothing to do.");
            if (!dryRun) apply.accept(step -> {});
            return !dryRun;
        }
        if (dryRun || !isAgreed(out)) {
            out.println("Nothing was done.");
            return false;
        }
        apply.accept(step -> done(step, out));
        return true;
    }

    private boolean isAgreed(PrintWriter out) {
        if (yes) return true;
        out.print("Do this? [y/N] ");
        out.flush();
        return lineOfStandardInput().strip().toLowerCase(Locale.ROOT).matches("y|yes|j|ja");
    }

    /** The end of the input is no. */
    private static String lineOfStandardInput() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new InstallException("the answer can't be read: " + e);
        }
    }

    private static void show(Step step, PrintWriter out) {
        String what = step.action().name().toLowerCase(Locale.ROOT);
        String reasons = step.reasons().isEmpty() ? "as it should be" : String.join("; ", step.reasons());
        out.printf("%-8s %s: %s%n", what, step.part(), reasons);
    }

    private static void done(Step step, PrintWriter out) {
        String what = switch (step.action()) {
            case CREATE -> "created";
            case REMOVE -> "removed";
            default -> "changed";
        };
        out.printf("%-8s %s%n", what, step.part());
        out.flush();
    }
}
