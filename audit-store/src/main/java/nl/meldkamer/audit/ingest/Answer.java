package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a request is answered with.
 *
 * @param body a JSON object
 * @param retryAfter seconds; 0 for no such header
 */
record Answer(int status, ObjectNode body, long retryAfter) {

    Answer(int status, ObjectNode body) {
        this(status, body, 0);
    }

    static Answer refusal(int status, String reason, long retryAfter) {
        return new Answer(status, JsonNodeFactory.instance.objectNode().put("error", reason), retryAfter);
    }
}
