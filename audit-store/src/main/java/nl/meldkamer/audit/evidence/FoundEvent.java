package nl.meldkamer.audit.evidence;

import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.StoredEvent;

/**
 * An event that belongs to the evidence.
 *
 * @param stream the number of its stream in the database
 * @param why it belongs to it
 */
record FoundEvent(int stream, StoredEvent stored, Entry entry, Why why) {

    /** How an event is tied to the mandate. */
    enum Why {
        /** It is about the mandate. */
        MANDATE("about the mandate"),
        /** Its details name the mandate. */
        NAMED("names the mandate"),
        /** It is about a batch that the mandate has a line in. */
        BATCH("about a batch with a collection of the mandate"),
        /** It is the return of a collection of the mandate. */
        RETURN("return of a collection of the mandate");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** In what order they are told: as they happened. */
    static int byTime(FoundEvent one, FoundEvent other) {
        int time = one.stored.event().occurred().compareTo(other.stored.event().occurred());
        if (time != 0) return time;
        int stream = one.stored.event().stream().compareTo(other.stored.event().stream());
        return stream != 0 ? stream : Long.compare(one.stored.seq(), other.stored.seq());
    }
}
