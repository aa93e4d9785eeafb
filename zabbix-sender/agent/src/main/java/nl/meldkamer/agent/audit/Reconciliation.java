package nl.meldkamer.agent.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.meldkamer.agent.config.AuditSettings.AlertSettings;
import nl.meldkamer.agent.zabbix.AlertHistory;
import nl.meldkamer.agent.zabbix.AlertHistory.Page;
import nl.meldkamer.agent.zabbix.ApiException;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.alert.Alert;
import nl.meldkamer.audit.rule.ComplianceFigures;
import nl.meldkamer.audit.store.EventId;
import nl.meldkamer.audit.tail.Cursors;
import nl.meldkamer.audit.tail.Sweep;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings into the record what Zabbix knows of alerts and no webhook has told. It reads the problems in the order of their
 * numbers, on from where it was, with an overlap; and again each problem that the record holds as open or that ended
 * within a day. Not thread-safe.
 */
final class Reconciliation {

    /** Problems that are asked for at once. */
    static final int PAGE = 500;

    /** Pages of one look; the next look goes on from there. */
    static final int MOST_PAGES = 20;

    /** Zabbix gives out numbers before it commits, and not always in order. */
    static final long OVERLAP = 1000;

    /** How far back the first look of all goes. */
    static final Duration FIRST_LOOK = Duration.ofDays(1);

    private static final String CURSOR = "zabbix alerts";
    private static final Duration COMMIT_TIME = Duration.ofSeconds(20);

    private final AlertSettings settings;
    private final AlertHistory history;
    private final EventLog log;
    private final Sweep.Recorded recorded;
    private final Cursors cursors;
    private final ComplianceFigures figures;
    private final InstantSource clock;

    Reconciliation(
            AlertSettings settings,
            AlertHistory history,
            EventLog log,
            Sweep.Recorded recorded,
            Cursors cursors,
            ComplianceFigures figures,
            InstantSource clock) {
        this.settings = settings;
        this.history = history;
        this.log = log;
        this.recorded = recorded;
        this.cursors = cursors;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return how many events it brought
     * @throws AuditException when Zabbix or the store did not answer; what was brought by then stays, and the next look
     *     begins where this one was
     */
    long look() {
        try {
            return news() + unfinished();
        } catch (ApiException e) {
            throw new AuditException("Zabbix does not tell: " + e.getMessage(), e);
        } catch (SQLException | JdbiException e) {
            throw new AuditException("the store does not answer", e);
        }
    }

    private long news() throws ApiException, SQLException {
        Optional<Long> position = cursors.position(CURSOR, settings.zabbix() + " " + settings.host())
                .map(Long::parseLong);
        long brought = 0;
        Page page = position.isPresent()
                ? history.from(Math.max(0, position.get() - OVERLAP), PAGE)
                : history.since(clock.instant().minus(FIRST_LOOK), PAGE);
        for (int pages = 1; page.last().isPresent(); pages++) {
            brought += append(page.alerts());
            long last = move(position, page.last());
            if (page.problems().size() < PAGE || pages == MOST_PAGES) break;
            page = history.from(page.last().getAsLong() + 1, PAGE);
            position = Optional.of(last);
        }
        return brought;
    }

    /** Never back: an overlap without anything new has an earlier end. */
    private long move(Optional<Long> position, OptionalLong last) throws SQLException {
        long to = Math.max(position.orElse(0L), last.getAsLong());
        if (!position.equals(Optional.of(to)))
            cursors.move(CURSOR, settings.zabbix() + " " + settings.host(), Long.toString(to));
        return to;
    }

    /** What the record says of them is known when the judge has read all of it. */
    private long unfinished() throws ApiException {
        if (figures.now().isEmpty()) return 0;
        SortedMap<String, Boolean> open =
                figures.alerts().unfinished(settings.producer().stream(), settings.zabbix(), clock.instant());
        List<String> numbers = List.copyOf(open.keySet());
        long brought = 0;
        for (int from = 0; from < numbers.size(); from += PAGE) {
            List<String> some = numbers.subList(from, Math.min(numbers.size(), from + PAGE));
            Page page = history.of(some);
            List<Alert> alerts = new ArrayList<>(page.alerts());
            for (String number : some)
                if (Boolean.TRUE.equals(open.get(number)) && !page.problems().contains(number))
                    alerts.add(unseen(number));
            brought += append(alerts);
        }
        return brought;
    }

    private Alert unseen(String problem) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        String details = "{\"zabbix\":\"" + settings.zabbix() + "\",\"told_by\":\"event.get\"}";
        return new Alert(settings.zabbix(), problem, new Alert.Unseen(), now, null, details);
    }

    private long append(List<Alert> alerts) {
        List<Event> events = alerts.stream()
                .map(alert -> alert.event(
                        settings.producer().stream(), settings.producer().source()))
                .toList();
        Set<UUID> known = recorded.among(
                settings.producer().stream(),
                events.stream()
                        .map(event -> EventId.of(event.source(), event.id()))
                        .toList());
        List<Event> missing = events.stream()
                .filter(event -> !known.contains(EventId.of(event.source(), event.id())))
                .toList();
        if (missing.isEmpty()) return 0;
        List<Appended> outcomes = await(missing);
        if (outcomes.stream().anyMatch(Appended.Refused.class::isInstance))
            throw new AuditException("the store does not take what Zabbix tells");
        return outcomes.stream().filter(Appended.Stored.class::isInstance).count();
    }

    private List<Appended> await(List<Event> events) {
        try {
            return log.append(events).get(COMMIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditException("the store is being stopped", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new AuditException("the store does not answer in time", e);
        }
    }
}
