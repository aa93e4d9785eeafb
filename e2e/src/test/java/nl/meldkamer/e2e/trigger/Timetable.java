package nl.meldkamer.e2e.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.Sample;

/**
 * When the values of a case come: those that fire end at one moment, and the others follow it and end before the present,
 * unless the case is live. Zabbix works out a trigger as of the clock of each value that arrives, so hours take no time.
 *
 * @param fired clock of the last values that fire
 * @param recovered clock of the last values after them
 */
record Timetable(String host, TriggerCase of, Subjects subjects, long fired, long recovered) {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    static Timetable of(String host, TriggerCase of, Subjects subjects, Instant now) {
        Duration recovering = longest(of.recovers(), subjects);
        Instant fired = of.at()
                .map(time -> LocalDate.ofInstant(now, ZoneId.systemDefault())
                        .minusDays(1)
                        .atTime(time)
                        .atZone(ZoneId.systemDefault())
                        .toInstant())
                .orElse(now.minus(MARGIN).minus(recovering));
        return new Timetable(
                host,
                of,
                subjects,
                fired.getEpochSecond(),
                fired.plus(recovering).getEpochSecond());
    }

    private static Duration longest(Map<String, Series> series, Subjects subjects) {
        return series.entrySet().stream()
                .map(entry -> length(entry.getKey(), entry.getValue(), subjects))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration length(String key, Series series, Subjects subjects) {
        Duration interval = subjects.interval(key);
        return interval.multipliedBy(series.values(interval).size());
    }

    /** The same for a case that is about the present. */
    Timetable at(Instant now) {
        return new Timetable(host, of, subjects, now.getEpochSecond(), now.getEpochSecond());
    }

    /** The clock of the first value of the trigger's own item. */
    long begins() {
        String key = of.subject().metric().key();
        return fired
                - length(key, of.fires().get(key), subjects)
                        .minus(subjects.interval(key))
                        .toSeconds();
    }

    List<Sample> firing() {
        return samples(host, of.fires(), subjects, fired);
    }

    List<Sample> recovering() {
        return samples(host, of.recovers(), subjects, recovered);
    }

    /** All series end at the same clock. */
    static List<Sample> samples(String host, Map<String, Series> series, Subjects subjects, long end) {
        List<Sample> samples = new ArrayList<>();
        series.forEach((key, each) -> {
            Duration interval = subjects.interval(key);
            List<String> values = each.values(interval);
            for (int index = 0; index < values.size(); index++)
                samples.add(Sample.of(
                        host,
                        Entity.in(key),
                        values.get(index),
                        end - interval.toSeconds() * (values.size() - 1 - index),
                        0));
        });
        return samples;
    }
}
