package nl.meldkamer.audit.ingest;

import java.nio.ByteBuffer;
import nl.meldkamer.audit.Event;

/** One item of a request. */
sealed interface Item {

    record Fit(Event event) implements Item {}

    /**
     * An item that is no event.
     *
     * @param raw its bytes as they came, a part of the request's body
     */
    record Unfit(ByteBuffer raw, Fault fault, String reason) implements Item {

        byte[] bytes() {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            return bytes;
        }
    }

    enum Fault {
        NOT_UTF8,
        NOT_JSON,
        NO_EVENT
    }
}
