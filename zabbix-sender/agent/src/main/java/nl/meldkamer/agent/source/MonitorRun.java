package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.meldkamer.agent.state.Memory;
import nl.meldkamer.agent.tail.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of monitor.json.log comes to. Frappe writes in bursts, minutes apart: a reading that found nothing new
 * proves nothing, and has no numbers. What is remembered, by key:
 *
 * <pre>
 * newest       time of the newest entry, of any site and kind
 * uuids        of the entries that were read last: the burst that follows may begin with one of them
 * slow/MINUTE  slow requests that began in a minute     forgotten after an hour
 * shown/NAME   see Busiest
 * </pre>
 */
final class MonitorRun {

    private static final int MOST_UUIDS = 200;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration HOUR = Duration.ofHours(1);

    /** An entry from further ahead has a wrong clock, and would hide all that come after it. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Predicate<String> METHOD =
            java.util.regex.Pattern.compile("[A-Za-z_][\\w.]{0,99}").asMatchPredicate();

    private final List<MonitorEntry> entries = new ArrayList<>();
    private final Instant now;
    private final Memory memory;
    private final long skipped;
    private final Optional<Instant> newest;
    private final @Nullable BigDecimal minutes;
    private int unreadable;
    private boolean any;

    /** Only what concerns {@code site} counts, or everything when it is empty. */
    MonitorRun(Chunk chunk, String site, Instant now, Memory memory) {
        this.now = now;
        this.memory = memory;
        this.skipped = chunk.skipped();
        List<MonitorEntry> all = fresh(chunk.lines());
        all.stream()
                .filter(entry -> site.isEmpty() || entry.site().equals(site))
                .forEach(entries::add);
        any = !all.isEmpty();
        List<Instant> times = all.stream()
                .map(MonitorEntry::at)
                .filter(at -> at.isBefore(now.plus(AHEAD)))
                .sorted()
                .toList();
        Optional<Instant> before = memory.get("newest").map(Instant::parse);
        newest = Stream.concat(before.stream(), times.stream()).max(Instant::compareTo);
        newest.ifPresent(at -> memory.put("newest", at.toString()));
        minutes = before.or(() -> times.stream().findFirst())
                .flatMap(from -> newest.map(to -> span(from, to)))
                .orElse(null);
    }

    private static @Nullable BigDecimal span(Instant from, Instant to) {
        return to.isAfter(from) ? BigDecimal.valueOf(Duration.between(from, to).toMillis() / 60_000.0) : null;
    }

    private List<MonitorEntry> fresh(List<String> lines) {
        Set<String> uuids = new LinkedHashSet<>(
                memory.get("uuids").map(text -> List.of(text.split("\n"))).orElse(List.of()));
        List<MonitorEntry> fresh = new ArrayList<>();
        for (String line : lines) {
            Optional<MonitorEntry> entry = MonitorEntry.parse(line);
            if (entry.isEmpty() && !line.isBlank()) unreadable++;
            entry.filter(each -> each.uuid().isEmpty() || uuids.add(each.uuid()))
                    .ifPresent(fresh::add);
        }
        memory.put(
                "uuids",
                String.join(
                        "\n",
                        uuids.stream()
                                .skip(Math.max(0, uuids.size() - MOST_UUIDS))
                                .toList()));
        return fresh;
    }

    Answer requests(Duration slow) {
        Durations times = new Durations();
        requests().forEach(entry -> times.add(entry.micros()));
        requests().filter(entry -> entry.micros() > slow.toNanos() / 1000).forEach(this::rememberSlow);
        List<@Nullable Object> cells = Arrays.asList(
                newest.map(at -> number(Math.max(0, Duration.between(at, now).toSeconds())))
                        .orElse(null),
                any ? minutes : null,
                counted(requests().count()),
                counted(requests()
                        .filter(entry -> entry.status() >= SERVER_ERROR)
                        .count()),
                counted(requests()
                        .filter(entry -> entry.status() == TOO_MANY_REQUESTS)
                        .count()),
                times.average(),
                times.percentile(50),
                times.percentile(95),
                times.percentile(99),
                counted(slowInAnHour()),
                number(unreadable),
                number(skipped));
        return Answer.of(
                Stream.of(
                                "age",
                                "minutes",
                                "requests",
                                "errors",
                                "rejected",
                                "avg",
                                "p50",
                                "p95",
                                "p99",
                                "slow_1h",
                                "unreadable",
                                "skipped")
                        .map(Answer::number)
                        .toList(),
                List.of(cells));
    }

    Answer paths(PathNames names) {
        Busiest busiest = new Busiest();
        requests().forEach(entry -> busiest.add(names.of(entry.name(), entry.status()), entry.micros(), 0));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String path : busiest.shown(now, memory)) {
            Durations took = busiest.times(path).took();
            rows.add(Arrays.asList(path, counted(took.count()), took.average(), took.percentile(95)));
        }
        return Answer.of(
                List.of(Answer.text("path"), Answer.number("requests"), Answer.number("avg"), Answer.number("p95")),
                rows);
    }

    Answer jobs() {
        Busiest busiest = new Busiest();
        entries.stream()
                .filter(MonitorEntry::isJob)
                .forEach(entry -> busiest.add(
                        METHOD.test(entry.name()) ? entry.name() : PathNames.OTHER, entry.micros(), entry.waited()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String method : busiest.shown(now, memory)) {
            Busiest.Times times = busiest.times(method);
            rows.add(Arrays.asList(
                    method,
                    counted(times.took().count()),
                    times.took().percentile(95),
                    times.waited().percentile(95)));
        }
        return Answer.of(
                List.of(Answer.text("method"), Answer.number("runs"), Answer.number("p95"), Answer.number("wait_p95")),
                rows);
    }

    private Stream<MonitorEntry> requests() {
        return entries.stream().filter(MonitorEntry::isRequest);
    }

    private void rememberSlow(MonitorEntry entry) {
        String key = "slow/" + minute(entry.at());
        long before = memory.get(key).map(Long::parseLong).orElse(0L);
        memory.put(key, Long.toString(before + 1));
    }

    private long slowInAnHour() {
        memory.removeBelow("slow/", minute(now.minus(HOUR)));
        return memory.startingWith("slow/").values().stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String minute(Instant at) {
        return String.format(
                Locale.ROOT,
                "%010d",
                Math.max(0, at.truncatedTo(ChronoUnit.MINUTES).getEpochSecond() / 60));
    }

    /** None when nothing new was there to count. */
    private @Nullable BigDecimal counted(long number) {
        return any ? number(number) : null;
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }
}
