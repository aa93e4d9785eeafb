package nl.meldkamer.agent.spool;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;

/**
 * A waiting sample as a line of JSON:
 *
 * <pre>
 * {"id":7,"stored":1772366400,"intact":true,"host":"h","key":"k","value":"v","state":0,"clock":1772366399,"ns":5}
 * </pre>
 *
 * and, for a log item, {@code timestamp}, {@code source}, {@code severity} and {@code eventid}, as in the trapper
 * protocol.
 */
final class ExportFormat {

    private final Writer out;
    private final JsonGenerator json;

    ExportFormat(Writer out) throws IOException {
        this.out = out;
        json = new ObjectMapper().getFactory().createGenerator(out).setRootValueSeparator(null);
    }

    void write(SpooledSample row) throws IOException {
        Sample sample = row.sample();
        json.writeStartObject();
        json.writeNumberField("id", row.id());
        json.writeNumberField("stored", row.stored());
        json.writeBooleanField("intact", row.intact());
        json.writeStringField("host", sample.host());
        json.writeStringField("key", sample.key());
        json.writeStringField("value", sample.value());
        json.writeNumberField("state", sample.supported() ? 0 : 1);
        json.writeNumberField("clock", sample.clock());
        json.writeNumberField("ns", sample.ns());
        if (sample.log().isPresent()) write(sample.log().get());
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        out.flush();
    }

    private void write(LogEntry log) throws IOException {
        json.writeNumberField("timestamp", log.timestamp());
        json.writeStringField("source", log.source());
        json.writeNumberField("severity", log.severity());
        json.writeNumberField("eventid", log.eventId());
    }
}
