package nl.meldkamer.agent.send;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.Outcome;

/**
 * Says what happened. Standard output has the lines of zabbix_sender and no others, for the scripts that read them:
 *
 * <pre>
 * Response from "host:port": "processed: 250; failed: 0; total: 250; seconds spent: 0.001234"
 * sent: 250; skipped: 0; total: 250
 * </pre>
 *
 * With {@code --spool} there is only
 *
 * <pre>
 * spooled: 250; refused: 0; skipped: 0; total: 250
 * </pre>
 *
 * "seconds spent" is the time of the whole exchange, seen from here. "sent" are the values that every destination
 * answered for; "skipped" are all others, bad lines among them. What went wrong is told on standard error. Thread-safe.
 */
final class Report {
    static final int MAX_BAD_LINES_SHOWN = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final int verbosity;
    private long badLines;
    private long refusals;

    Report(PrintStream out, PrintStream err, int verbosity) {
        this.out = out;
        this.err = err;
        this.verbosity = verbosity;
    }

    /** One packet was sent or not; {@code nanos} is how long that took. */
    synchronized void answer(String destination, Outcome outcome, int size, long nanos) {
        if (verbosity > 1) complain(destination + ": " + size + " values: " + outcome);
        if (outcome instanceof Outcome.Accepted) response(destination, size, 0, nanos);
        if (outcome instanceof Outcome.PartlyRejected partly)
            response(destination, partly.processed(), partly.failed(), nanos);
    }

    synchronized void badLine(String file, long number, BadLineException bad) {
        badLines++;
        if (badLines <= MAX_BAD_LINES_SHOWN) complain(file + " line " + number + ": " + bad.getMessage());
    }

    synchronized long badLines() {
        return badLines;
    }

    synchronized void complain(String message) {
        err.println("meldkamer send: " + message);
    }

    /**
     * All is done.
     *
     * @param read how many values or lines the input had, bad ones among them
     * @param nanos how long it took
     */
    synchronized void summary(long read, List<Destination> destinations, long nanos) {
        if (badLines > MAX_BAD_LINES_SHOWN) complain((badLines - MAX_BAD_LINES_SHOWN) + " more bad lines");
        for (Destination destination : destinations) trouble(destination);
        if (verbosity > 0) complain(read + " values in " + seconds(nanos) + " s");
        long sent = destinations.stream()
                .mapToLong(destination -> destination.tally().answered())
                .min()
                .orElse(0);
        out.println("sent: " + sent + "; skipped: " + (read - sent) + "; total: " + read);
    }

    /** A value that the daemon, or this program before it, refused. */
    synchronized void refused(String what) {
        refusals++;
        if (refusals <= MAX_BAD_LINES_SHOWN) complain(what);
    }

    /**
     * All was handed over that could be.
     *
     * @param read how many values or lines the input had, bad ones among them
     * @param unknown values that the daemon may have or not
     * @param nanos how long it took
     */
    synchronized void handedOver(long read, long stored, long refused, long unknown, long nanos) {
        if (badLines > MAX_BAD_LINES_SHOWN) complain((badLines - MAX_BAD_LINES_SHOWN) + " more bad lines");
        if (refusals > MAX_BAD_LINES_SHOWN) complain((refusals - MAX_BAD_LINES_SHOWN) + " more refused values");
        long untried = read - badLines - stored - refused - unknown;
        if (unknown > 0) complain("unknown: " + unknown + " values may be in the spool or not");
        if (untried > 0) complain("not handed over: " + untried + " values");
        if (verbosity > 0) complain(read + " values in " + seconds(nanos) + " s");
        out.println("spooled: " + stored + "; refused: " + refused + "; skipped: " + (read - stored - refused)
                + "; total: " + read);
    }

    private void response(String destination, int processed, int failed, long nanos) {
        out.println("Response from \"" + destination + "\": \"processed: " + processed + "; failed: " + failed
                + "; total: " + (processed + failed) + "; seconds spent: " + seconds(nanos) + "\"");
    }

    /** By hand, because a formatter takes longer to load than the one value of most runs takes to send. */
    private static String seconds(long nanos) {
        long micros = nanos / 1000;
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        return micros / 1_000_000 + "." + fraction;
    }

    private void trouble(Destination destination) {
        String name = destination.name();
        Tally tally = destination.tally();
        tally.failure().ifPresent(why -> complain(name + ": " + why));
        if (tally.unknown() > 0)
            complain(name + ": unknown: " + tally.unknown() + " values may have been stored or not");
        if (tally.notSent() > 0) complain(name + ": not sent: " + tally.notSent() + " values");
        if (tally.rejected() > 0) rejected(name, tally.rejected(), destination.rejections());
    }

    private void rejected(String name, long count, Rejections rejections) {
        complain(name + ": rejected: " + count + " values; the server doesn't say why. Usual reasons: it has no such"
                + " host or key, the item is not a trapper item or is disabled, its allowed hosts or the host's"
                + " encryption forbid this sender, or a proxy monitors the host");
        Map<Rejections.Item, Rejections.Count> items = rejections.items();
        items.forEach((item, values) -> complain("  host \"" + item.host() + "\", key \"" + item.key() + "\": "
                + values.values() + " values" + firstLine(values)));
        if (rejections.unnamed() > 0) complain("  and " + rejections.unnamed() + " values of items not named here");
    }

    private static String firstLine(Rejections.Count values) {
        return values.firstLine() == 0 ? "" : ", the first from line " + values.firstLine();
    }
}
