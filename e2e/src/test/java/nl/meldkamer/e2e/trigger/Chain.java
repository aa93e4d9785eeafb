package nl.meldkamer.e2e.trigger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.sender.Sample;

/** The cases of triggers that depend on one another, played one after the other on a host of their own. */
final class Chain {

    private static final String HOST = "Keten";
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final int STEPS = 20;

    private final Site site;
    private final Subjects subjects;
    private final List<TriggerCase> cases;
    private long clock = Instant.now().minus(STEP.multipliedBy(STEPS)).getEpochSecond();

    Chain(Site site, Subjects subjects, List<TriggerCase> all, List<String> triggers) throws IOException {
        this.site = site;
        this.subjects = subjects;
        cases = triggers.stream()
                .map(trigger -> all.stream()
                        .filter(each -> each.subject().name().equals(trigger))
                        .findFirst()
                        .orElseThrow())
                .toList();
        site.createHost(HOST, Map.of());
        Set<String> keys = new LinkedHashSet<>();
        cases.forEach(each -> keys.addAll(each.keys()));
        site.discover(HOST, subjects.discovering(keys));
        Set<String> names = new LinkedHashSet<>();
        for (TriggerCase each : cases) names.add(each.triggerName());
        await().atMost(Site.PATIENCE).until(() -> site.triggers(HOST).keySet().containsAll(names));
    }

    String name(int index) {
        return cases.get(index).triggerName();
    }

    void fire(int index) {
        play(cases.get(index).fires());
    }

    void recover(int index) {
        play(cases.get(index).recovers());
    }

    Set<String> firing() throws IOException {
        return site.firing(HOST);
    }

    /** Returns when the server has them. */
    private void play(Map<String, Series> series) {
        clock += STEP.toSeconds();
        List<Sample> samples = Timetable.samples(HOST, series, subjects, clock);
        site.send(samples);
        for (Sample sample : samples)
            await().atMost(Site.PATIENCE).until(() -> site.lastClock(HOST, sample.key()) >= clock);
    }
}
