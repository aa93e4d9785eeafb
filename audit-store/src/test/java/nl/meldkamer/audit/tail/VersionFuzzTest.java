package nl.meldkamer.audit.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.Map;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;

class VersionFuzzTest {

    private static final Producer PRODUCER =
            new Producer("fuzz", "club/app", "fuzz", new Credential.BearerToken("0123456789abcdef"), ZoneOffset.UTC, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FrappeForm form = new FrappeForm(Declarations.builtIn("verenigingen"));

    @FuzzTest(maxDuration = "10m")
    void anyChangeThatAVersionTellsBecomesAnEvent(byte[] bytes) throws Exception {
        JsonNode version = JSON.valueToTree(Map.of(
                "doctype", "Version",
                "name", "V-1",
                "ref_doctype", "SEPA Mandate",
                "docname", "SM-1",
                "modified", "2026-03-01 10:00:00.123456",
                "modified_by", "a@b.example",
                "data", new String(bytes, UTF_8)));
        try {
            Event event = form.read(PRODUCER, version);
            assertThat(JSON.readTree(event.details()).isObject()).isTrue();
        } catch (UnfitException unfit) {
            assertThat(unfit).message().isNotEmpty();
        }
    }
}
