package nl.meldkamer.audit.ingest;

import java.time.ZoneId;

/**
 * Somebody who may send events.
 *
 * @param name as it introduces itself
 * @param stream that its events go to
 * @param source that its events are of; with their ids it identifies them
 * @param zone of the dates that it writes without one
 * @param eventsPerSecond that it may send in the long run; ten seconds' worth may come at once
 */
public record Producer(
        String name, String stream, String source, Credential credential, ZoneId zone, int eventsPerSecond) {}
