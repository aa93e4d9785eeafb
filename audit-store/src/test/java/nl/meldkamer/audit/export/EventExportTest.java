package nl.meldkamer.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.report.SealedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventExportTest {

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private SealedStore store;

    @BeforeEach
    void open() throws Exception {
        store = SealedStore.open();
        store.at("2026-02-10T09:00:00Z")
                .event("Mandate Creation", "mandate_created", "Compliant", "SEPA Mandate/M-1", "{\"amount\": 25.00}")
                .at("2026-03-10T09:00:00Z")
                .event("Security", "failed_login", "Failed", "User/ann", "{\n \"tries\": [1, 2]\n}")
                .append(new Event(
                        SealedStore.STREAM,
                        "app",
                        "last",
                        "System",
                        "=cmd",
                        "of another word",
                        null,
                        null,
                        "4bf92f35",
                        Instant.parse("2026-03-10T08:00:00Z"),
                        "{}",
                        null));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    /** The names are those of the OCSF schema 1.3.0, classes entity_management and account_change. */
    @Test
    void ocsfHasTheNumbersAndNamesOfItsClasses() throws Exception {
        List<JsonNode> events = json(ExportFormat.OCSF);
        JsonNode mandate = events.get(0);
        assertThat(mandate.path("category_uid").asInt()).isEqualTo(3);
        assertThat(mandate.path("class_uid").asInt()).isEqualTo(3004);
        assertThat(mandate.path("activity_id").asInt()).isEqualTo(1);
        assertThat(mandate.path("type_uid").asInt()).isEqualTo(300401);
        assertThat(mandate.path("severity_id").asInt()).isEqualTo(1);
        assertThat(mandate.path("status_id").asInt()).isEqualTo(1);
        assertThat(mandate.path("time").asLong())
                .isEqualTo(Instant.parse("2026-02-10T08:59:00Z").toEpochMilli());
        assertThat(mandate.at("/entity/type").asText()).isEqualTo("SEPA Mandate");
        assertThat(mandate.at("/entity/uid").asText()).isEqualTo("M-1");
        assertThat(mandate.at("/actor/user/name").asText()).isEqualTo("treasurer@example.org");
        assertThat(mandate.at("/metadata/version").asText()).isEqualTo("1.3.0");
        assertThat(mandate.at("/metadata/product/vendor_name").asText()).isEqualTo("Meldkamer");
        assertThat(mandate.at("/metadata/logged_time").asLong())
                .isEqualTo(Instant.parse("2026-02-10T09:00:00Z").toEpochMilli());
        assertThat(mandate.at("/unmapped/details/amount").toString())
                .satisfies(
                        amount -> assertThat(new java.math.BigDecimal(amount)).isEqualByComparingTo("25"));

        JsonNode account = events.get(1);
        assertThat(account.path("class_uid").asInt()).isEqualTo(3001);
        assertThat(account.path("type_uid").asInt()).isEqualTo(300199);
        assertThat(account.path("activity_name").asText()).isEqualTo("failed_login");
        assertThat(account.at("/user/name").asText()).isEqualTo("ann");
        assertThat(account.path("status_id").asInt()).isEqualTo(2);

        JsonNode system = events.get(2);
        assertThat(system.at("/entity/type").asText()).isEqualTo("Process");
        assertThat(system.path("severity_id").asInt()).isZero();
        assertThat(system.at("/metadata/correlation_uid").asText()).isEqualTo("4bf92f35");
        assertThat(system.has("actor")).isFalse();
    }

    /** The names are those of the Elastic Common Schema 8.11. */
    @Test
    void ecsHasTheFieldsOfItsSchema() throws Exception {
        List<JsonNode> events = json(ExportFormat.ECS);
        JsonNode mandate = events.get(0);
        assertThat(mandate.path("@timestamp").asText()).isEqualTo("2026-02-10T08:59:00Z");
        assertThat(mandate.at("/ecs/version").asText()).isEqualTo("8.11.0");
        assertThat(mandate.at("/event/kind").asText()).isEqualTo("event");
        assertThat(mandate.at("/event/action").asText()).isEqualTo("mandate_created");
        assertThat(mandate.at("/event/outcome").asText()).isEqualTo("success");
        assertThat(mandate.at("/event/type/0").asText()).isEqualTo("creation");
        assertThat(mandate.at("/event/sequence").asLong()).isZero();
        assertThat(mandate.at("/user/name").asText()).isEqualTo("treasurer@example.org");
        assertThat(events.get(1).at("/event/outcome").asText()).isEqualTo("failure");
        assertThat(events.get(2).at("/event/outcome").asText()).isEqualTo("unknown");
        assertThat(events.get(2).at("/trace/id").asText()).isEqualTo("4bf92f35");
        assertThat(events.get(2).has("user")).isFalse();
    }

    @Test
    void eachEventIsOneLineWhateverItsSourceWrote() throws Exception {
        assertThat(json(ExportFormat.JSON)).hasSize(3);
        List<String> csv = write(ExportFormat.CSV, Instant.EPOCH, END).lines().toList();
        assertThat(csv.get(0)).startsWith("stream,seq,event_id,source,id,process,action,status");
        assertThat(csv.get(csv.size() - 1)).contains(",'=cmd,of another word,");
    }

    @Test
    void aPeriodIsThatOfRecording() {
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(write(ExportFormat.JSON, march, END).lines()).hasSize(2);
        assertThat(write(ExportFormat.JSON, Instant.EPOCH, march).lines()).hasSize(1);
        assertThat(write(ExportFormat.JSON, END, END)).isEmpty();
    }

    private List<JsonNode> json(ExportFormat format) throws Exception {
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        List<JsonNode> events = new ArrayList<>();
        for (String line : write(format, Instant.EPOCH, END).lines().toList()) events.add(mapper.readTree(line));
        return events;
    }

    private String write(ExportFormat format, Instant from, Instant to) {
        StringWriter out = new StringWriter();
        EventExport.Result result = new EventExport(store.store(), format).write(Optional.empty(), from, to, out);
        assertThat(result.unreadable()).isZero();
        return out.toString();
    }
}
