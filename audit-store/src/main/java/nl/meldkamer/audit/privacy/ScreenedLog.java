package nl.meldkamer.audit.privacy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.privacy.Door.Admitted;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The log behind the {@link Door}: what it appends has no plain personal data outside the personal fields, and of what was
 * taken out an event tells. An event whose report can't be stored is refused as well: sent again it is a duplicate, and
 * its report is stored then. Thread-safe.
 *
 * <p>The first name of an association that has to be hidden asks the database for the key; append waits for that.
 */
public final class ScreenedLog implements EventLog {

    private final EventLog log;
    private final Jdbi database;
    private final DataKeys keys;
    private final Map<String, Door> doors = new ConcurrentHashMap<>();
    private final Map<String, BlindIndex> indexes = new ConcurrentHashMap<>();

    /** @param database as the writer, which makes the key of an index that has none */
    public ScreenedLog(EventLog log, Jdbi database, DataKeys keys) {
        this.log = log;
        this.database = database;
        this.keys = keys;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        List<Admitted> admitted;
        try {
            admitted = events.stream().map(this::admit).toList();
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

    private Admitted admit(Event event) {
        return doors.computeIfAbsent(Tenant.of(event.stream()), this::door).admit(event);
    }

    private Door door(String tenant) {
        return new Door(name -> indexes.computeIfAbsent(tenant, this::index).document(name));
    }

    private BlindIndex index(String tenant) {
        return database.inTransaction(transaction -> {
            try {
                return keys.index(transaction, tenant);
            } catch (BadKeyException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
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
