package nl.meldkamer.audit.ingest;

import nl.meldkamer.audit.Event;

/** One item of a request. */
sealed interface Item {

    record Readable(Event event) implements Item {}

    /**
     * An item that is no event.
     *
     * @param raw its bytes as they came; the array is not copied
     */
    record Unreadable(byte[] raw, Fault fault, String reason) implements Item {
        @Override
        public String toString() {
            return "Unreadable[" + fault + ", " + raw.length + " bytes]";
        }
    }

    enum Fault {
        NOT_UTF8,
        NOT_JSON,
        UNFIT
    }
}
