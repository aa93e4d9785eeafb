package nl.meldkamer.audit.tail;

import java.util.Set;

/**
 * What a look at one table found.
 *
 * @param document the kind of its documents
 * @param rows that were read, and were not known from a look before
 * @param stored of those, how many became events that the store did not have
 * @param quarantined rows and events of those that are kept apart, since they can't be stored as events
 * @param missing columns that the declaration names and the app has not
 * @param trouble why the table could not be read to its end; empty when it was
 */
public record TableReport(
        String document, long rows, long stored, long quarantined, Set<String> missing, String trouble) {
    public TableReport {
        missing = Set.copyOf(missing);
    }

    static TableReport troubled(String document, String trouble) {
        return new TableReport(document, 0, 0, 0, Set.of(), trouble);
    }
}
