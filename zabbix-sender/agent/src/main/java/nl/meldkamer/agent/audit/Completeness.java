package nl.meldkamer.agent.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.agent.source.ReadOnlyConnection;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.tail.Documents;
import nl.meldkamer.audit.tail.RecordedEvents;
import nl.meldkamer.audit.tail.Sweep;
import nl.meldkamer.audit.tail.Sweep.Span;

/** Holds the tables that a tail follows against the store. Thread-safe. */
record Completeness(TailSettings tail, ZoneId zone, AuditStore store, Doors doors) {

    /** What was modified so lately need not be recorded yet. */
    static final Duration GRACE = Duration.ofMinutes(15);

    /**
     * One sweep.
     *
     * @param backfill what is missing is appended to it
     * @throws SQLException if the app's database can't be reached
     */
    Sweep.Result sweep(LocalDateTime since, InstantSource clock, EventLog backfill) throws SQLException {
        LocalDateTime before = LocalDateTime.ofInstant(clock.instant().minus(GRACE), zone);
        return new Sweep(
                        () -> ReadOnlyConnection.open(tail.database()),
                        tail.tables(),
                        new Documents(tail.stream(), tail.source(), zone),
                        event -> doors.admit(event).event(),
                        new RecordedEvents(store),
                        new Span(since, before))
                .look(backfill);
    }
}
