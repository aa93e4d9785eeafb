package nl.meldkamer.agent.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.meldkamer.agent.spool.SpooledSample;
import nl.meldkamer.sender.Outcome;

/**
 * Names the rejected values of a packet, since Zabbix only counts them, by sending ever smaller parts of it again. What
 * it had taken before is the same sample, so Zabbix keeps it once. Parts are of whole items; within an item nothing is
 * sent after a value that was rejected, so that the order of the item holds.
 */
final class Bisection {

    /** What becomes of the samples. Each is in one call, save after a failure. */
    interface Findings {
        void accepted(List<SpooledSample> samples);

        /** The server rejected each of these, which are of one item. */
        void rejected(List<SpooledSample> samples);

        /** These, of one item and after a rejected one, were not decided on. */
        void undecided(List<SpooledSample> samples);
    }

    private final Function<List<SpooledSample>, Outcome> send;
    private final Findings findings;

    Bisection(Function<List<SpooledSample>, Outcome> send, Findings findings) {
        this.send = send;
        this.findings = findings;
    }

    /** Works it out; what came instead of an answer, if that ended it early. */
    Optional<Outcome> run(List<SpooledSample> samples, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            findings.accepted(samples);
            return Optional.empty();
        }
        Map<String, List<SpooledSample>> items = new LinkedHashMap<>();
        for (SpooledSample row : samples)
            items.computeIfAbsent(row.sample().key(), any -> new ArrayList<>()).add(row);
        return decide(List.copyOf(items.values()), outcome);
    }

    private Optional<Outcome> send(List<List<SpooledSample>> items) {
        return decide(items, send.apply(all(items)));
    }

    private Optional<Outcome> decide(List<List<SpooledSample>> items, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            findings.accepted(all(items));
            return Optional.empty();
        }
        if (!(outcome instanceof Outcome.PartlyRejected partly)) return Optional.of(outcome);
        if (partly.failed() >= all(items).size()) {
            items.forEach(findings::rejected);
            return Optional.empty();
        }
        return items.size() == 1 ? inOrder(items.get(0)) : halves(items);
    }

    private Optional<Outcome> halves(List<List<SpooledSample>> items) {
        int middle = items.size() / 2;
        Optional<Outcome> failure = send(items.subList(0, middle));
        return failure.isPresent() ? failure : send(items.subList(middle, items.size()));
    }

    /** One item of which some values were accepted: finds the first that was not. */
    private Optional<Outcome> inOrder(List<SpooledSample> samples) {
        if (samples.size() == 1) {
            findings.rejected(samples);
            return Optional.empty();
        }
        List<SpooledSample> first = samples.subList(0, samples.size() / 2);
        List<SpooledSample> rest = samples.subList(samples.size() / 2, samples.size());
        Outcome outcome = send.apply(first);
        if (outcome instanceof Outcome.Accepted) {
            findings.accepted(first);
            return send(List.of(rest));
        }
        Optional<Outcome> failure = decide(List.of(first), outcome);
        if (failure.isEmpty()) findings.undecided(rest);
        return failure;
    }

    private static List<SpooledSample> all(Collection<List<SpooledSample>> items) {
        return items.stream().flatMap(List::stream).toList();
    }
}
