package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.ingest.EventForm;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the spool into the store. A file goes when its event is committed; one that was committed just
 * before a crash is offered again and found to be there. Not thread-safe.
 */
final class EventForwarder implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(EventForwarder.class);
    private static final int AT_ONCE = 100;
    private static final Duration COMMIT = Duration.ofSeconds(20);

    private final EventSpool spool;
    private final Producer producer;
    private final EventLog store;
    private final Quarantine quarantine;
    private final EventForm form = new EventForm();
    private @Nullable ScheduledFuture<?> schedule;

    EventForwarder(EventSpool spool, Producer producer, EventLog store, Quarantine quarantine) {
        this.spool = spool;
        this.producer = producer;
        this.store = store;
        this.quarantine = quarantine;
    }

    void follow(ScheduledExecutorService executor, Duration every) {
        schedule = executor.scheduleWithFixedDelay(this, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        if (schedule != null) schedule.cancel(true);
    }

    @Override
    public void run() {
        try {
            forward();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | ExecutionException | TimeoutException | RuntimeException e) {
            log.warn("spooled audit events wait on: {}", e.toString());
        }
    }

    private void forward()
            throws IOException, SQLException, InterruptedException, ExecutionException, TimeoutException {
        List<Path> files = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Path file : spool.oldest(AT_ONCE)) {
            byte[] json = Files.readAllBytes(file);
            try {
                events.add(form.read(producer, json));
                files.add(file);
            } catch (UnfitException e) {
                quarantine.keep(producer.name(), json, String.valueOf(e.getMessage()));
                Files.delete(file);
            }
        }
        if (events.isEmpty()) return;
        List<Appended> outcomes = store.append(events).get(COMMIT.toSeconds(), TimeUnit.SECONDS);
        for (int i = 0; i < outcomes.size(); i++)
            if (!(outcomes.get(i) instanceof Appended.Refused)) Files.delete(files.get(i));
    }
}
