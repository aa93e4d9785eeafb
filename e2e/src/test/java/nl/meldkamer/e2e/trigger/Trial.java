package nl.meldkamer.e2e.trigger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.meldkamer.sender.Sample;
import org.awaitility.core.ConditionTimeoutException;

/** Plays all cases at once: first what makes the triggers fire, then what lets them recover. */
final class Trial {

    /** Only the case about silence is silent; on other hosts it would keep triggers quiet. */
    private static final Map<String, String> LONG_SILENCE = Map.of("{$VER.NODATA}", "1d");

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Site site;
    private final Map<String, List<TriggerCase>> hosts = new HashMap<>();
    private final Map<TriggerCase, Timetable> timetables = new HashMap<>();
    private final Map<TriggerCase, String> triggerIds = new HashMap<>();

    Trial(Site site, List<TriggerCase> cases, Subjects subjects) throws IOException {
        this.site = site;
        for (List<TriggerCase> together : Allocation.of(cases, subjects)) {
            String host = "Proef " + (hosts.size() + 1);
            hosts.put(host, together);
            Map<String, String> macros = new HashMap<>(LONG_SILENCE);
            macros.putAll(together.get(0).macros());
            site.createHost(host, macros);
        }
        Instant now = Instant.now();
        for (String host : hosts.keySet()) {
            Set<String> keys = new LinkedHashSet<>();
            for (TriggerCase each : hosts.get(host)) {
                timetables.put(each, Timetable.of(host, each, subjects, now));
                keys.addAll(each.keys());
                keys.addAll(each.subject().keys());
            }
            site.discover(host, subjects.discovering(keys));
        }
        await().atMost(PATIENCE).until(this::allAreThere);
    }

    private boolean allAreThere() throws IOException {
        for (var host : hosts.entrySet()) {
            Map<String, String> ids = site.triggers(host.getKey());
            for (TriggerCase each : host.getValue()) {
                String id = ids.get(each.triggerName());
                if (id == null) return false;
                triggerIds.put(each, id);
            }
        }
        return true;
    }

    /** What became of each case, if anything. */
    Map<TriggerCase, List<Incident>> fire() throws IOException {
        send(true);
        return settled(incidents -> incidents.size() == triggerIds.size());
    }

    Map<TriggerCase, List<Incident>> recover() throws IOException {
        send(false);
        return settled(incidents ->
                incidents.values().stream().allMatch(list -> list.get(0).ended()));
    }

    private void send(boolean firing) {
        for (List<TriggerCase> together : hosts.values()) {
            List<Sample> samples = new ArrayList<>();
            for (TriggerCase each : together) {
                Timetable timetable = timetable(each);
                samples.addAll(firing ? timetable.firing() : timetable.recovering());
            }
            site.send(samples);
        }
    }

    private Map<TriggerCase, List<Incident>> settled(Predicate<Map<TriggerCase, List<Incident>>> as)
            throws IOException {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> as.test(incidents()));
        } catch (ConditionTimeoutException late) {
            // What is missing then is for the tests to name.
        }
        return incidents();
    }

    private Map<TriggerCase, List<Incident>> incidents() throws IOException {
        Map<String, List<Incident>> all = site.incidents();
        return triggerIds.entrySet().stream()
                .filter(entry -> all.containsKey(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> all.get(entry.getValue())));
    }

    Timetable timetable(TriggerCase each) {
        Timetable timetable = timetables.get(each);
        return each.live() ? timetable.at(Instant.now()) : timetable;
    }

    /** What Zabbix says of why it could not work out the trigger. */
    String error(TriggerCase each) {
        try {
            return site.error(triggerIds.get(each));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
