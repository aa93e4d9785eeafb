package nl.meldkamer.agent.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A line of Frappe's monitor.json.log (frappe/monitor.py): an object with site, timestamp ("2026-01-31 23:59:59.123456" in
 * UTC, without the fraction when it is 0), transaction_type, uuid, duration in microseconds, and request (path,
 * status_code, and the address of the client, which is not read) or job (method, wait in microseconds).
 *
 * @param kind "request" or "job"
 * @param name path of the request or method of the job
 * @param status of the answer; 0 for a job
 * @param waited of a job in its queue, in microseconds; 0 for a request
 */
record MonitorEntry(
        String site, Instant at, String uuid, String kind, long micros, String name, int status, long waited) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for what is no such line. */
    static Optional<MonitorEntry> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            JsonNode request = node.path("request");
            JsonNode job = node.path("job");
            String kind = node.path("transaction_type").asText();
            if (!node.path("duration").isNumber() || (kind.equals("request") ? request : job).isMissingNode())
                return Optional.empty();
            return Optional.of(new MonitorEntry(
                    node.path("site").asText(),
                    instant(node.path("timestamp").asText()),
                    node.path("uuid").asText(),
                    kind,
                    Math.max(0, node.path("duration").asLong()),
                    kind.equals("request")
                            ? request.path("path").asText()
                            : job.path("method").asText(),
                    request.path("status_code").asInt(),
                    Math.max(0, job.path("wait").asLong())));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    boolean isRequest() {
        return kind.equals("request");
    }

    boolean isJob() {
        return kind.equals("job");
    }
}
