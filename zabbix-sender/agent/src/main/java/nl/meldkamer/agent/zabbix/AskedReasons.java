package nl.meldkamer.agent.zabbix;

import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import nl.meldkamer.agent.delivery.RejectionReasons;
import nl.meldkamer.sender.HistoryPush;
import nl.meldkamer.sender.HistoryPush.Result;
import nl.meldkamer.sender.HistoryPush.ValueOutcome;
import nl.meldkamer.sender.Sample;

/**
 * Finds out with history.push, and where there is none or it is too vague with methods that read. Only values that the
 * trapper has rejected may be given: history.push answers for a value that is in the history already as if it were new,
 * and a Zabbix that was upgraded from before 6.0 may store it again. It takes values that the trapper does not: those of
 * hosts that demand TLS, and of hosts behind a proxy. After a failure nothing is asked for a minute, so that an API that
 * is away does not hold the lanes up. Thread-safe.
 */
public final class AskedReasons implements RejectionReasons, Closeable {

    static final int MOST_AT_ONCE = 500;
    static final Duration QUIET = Duration.ofMinutes(1);

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final String VAGUE = "No permissions to referred object or it does not exist.";

    private final Api api;
    private final HistoryPush push;
    private final ItemRules rules;
    private final LongSupplier nanoTime;
    private volatile long quietUntil;

    public AskedReasons(URI url, String token) {
        this(url, token, System::nanoTime);
    }

    AskedReasons(URI url, String token, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        api = new Api(url, token, TIME_LIMIT);
        push = new HistoryPush(url, token, TIME_LIMIT);
        rules = new ItemRules(api);
        quietUntil = nanoTime.getAsLong();
    }

    @Override
    public List<Finding> of(List<Sample> samples) {
        List<Finding> findings = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += MOST_AT_ONCE)
            findings.addAll(some(samples.subList(from, Math.min(samples.size(), from + MOST_AT_ONCE))));
        return findings;
    }

    private List<Finding> some(List<Sample> samples) {
        if (quietUntil - nanoTime.getAsLong() > 0) return same(samples, notKnown("the API did not answer just now"));
        if (!samples.stream().allMatch(HistoryPush::carries)) return same(samples, looked(samples.get(0), ""));
        Result result = push.push(samples);
        if (result instanceof Result.Answered answered) return each(samples, answered.values());
        if (result instanceof Result.Refused refused)
            return same(samples, looked(samples.get(0), "history.push: " + refused.reason()));
        quietUntil = nanoTime.getAsLong() + QUIET.toNanos();
        if (result instanceof Result.Unknown unknown)
            return same(
                    samples, notKnown("whether history.push has stored it is not known either: " + unknown.reason()));
        return same(samples, notKnown("the API was not reached: " + ((Result.NotSent) result).reason()));
    }

    private List<Finding> each(List<Sample> samples, List<ValueOutcome> outcomes) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) findings.add(finding(samples.get(i), outcomes.get(i)));
        return findings;
    }

    private Finding finding(Sample sample, ValueOutcome outcome) {
        if (!(outcome instanceof ValueOutcome.Rejected rejected)) return new Finding.Stored();
        return rejected.reason().equals(VAGUE)
                ? looked(sample, rejected.reason())
                : new Finding.Rejected("Zabbix says: " + rejected.reason());
    }

    /** By the rules of its item, as far as they may be read. */
    private Finding looked(Sample sample, String said) {
        try {
            return rules.broken(sample.host(), sample.key())
                    .<Finding>map(Finding.Rejected::new)
                    .orElseGet(() -> notKnown(said.isEmpty() ? "nothing in its configuration forbids it" : said));
        } catch (ApiException e) {
            return notKnown(e.getMessage() + (said.isEmpty() ? "" : "; " + said));
        }
    }

    private static Finding notKnown(String more) {
        return new Finding.Rejected(RejectionReasons.UNTOLD + " (" + more + ")");
    }

    /** All are of one item, so what is told without looking at the values is told of each. */
    private static List<Finding> same(List<Sample> samples, Finding finding) {
        return samples.stream().map(any -> finding).toList();
    }

    @Override
    public void close() {
        push.close();
        api.close();
    }
}
