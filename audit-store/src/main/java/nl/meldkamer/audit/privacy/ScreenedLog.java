package nl.meldkamer.audit.privacy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.privacy.Door.Admitted;
import org.jdbi.v3.core.JdbiException;

/**
 * The log behind the {@link Door}: what it appends has no plain personal data outside the personal fields, and of what
 * was taken out an event tells. An event whose report can't be stored is refused as well: sent again it is a duplicate,
 * and its report is stored then. Thread-safe.
 *
 * <p>Where the {@link Doors} ask the database for a key, append waits for it.
 */
public final class ScreenedLog implements EventLog {

    private final EventLog log;
    private final Doors doors;

    public ScreenedLog(EventLog log, Doors doors) {
        this.log = log;
        this.doors = doors;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        List<Admitted> admitted;
        try {
            admitted = events.stream().map(doors::admit).toList();
        } catch (JdbiException | IllegalStateException e) {
            Appended refused = new Appended.Refused("the key that hides names can't be read");
            return CompletableFuture.completedFuture(
                    events.stream().map(each -> refused).toList());
        }
        List<Event> reports =
                admitted.stream().flatMap(each -> each.report().stream()).toList();
        List<Event> all = Stream.concat(admitted.stream().map(Admitted::event), reports.stream())
                .toList();
        return log.append(all).thenApply(outcomes -> withReports(admitted, outcomes));
    }

    private static List<Appended> withReports(List<Admitted> admitted, List<Appended> outcomes) {
        Iterator<Appended> reports = outcomes.listIterator(admitted.size());
        List<Appended> answers = new ArrayList<>(admitted.size());
        for (int i = 0; i < admitted.size(); i++) {
            Appended own = outcomes.get(i);
            Optional<Appended> report =
                    admitted.get(i).findings().isEmpty() ? Optional.empty() : Optional.of(reports.next());
            answers.add(report.filter(Appended.Refused.class::isInstance).orElse(own));
        }
        return answers;
    }
}
