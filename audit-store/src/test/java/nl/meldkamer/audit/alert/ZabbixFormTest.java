package nl.meldkamer.audit.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;
import org.junit.jupiter.api.Test;

class ZabbixFormTest {

    private static final Producer PRODUCER = new Producer(
            "zabbix",
            "club/alerts",
            "zabbix",
            new Credential.BearerToken("0123456789abcdef"),
            ZoneId.of("Europe/Amsterdam"),
            1);

    @Test
    void aProblemIsAnExceptionWithTheTimeOfTheServersClock() throws Exception {
        Event event = read(alert("1", "0"));

        assertThat(event.id()).isEqualTo("https://zabbix.example/12/problem");
        assertThat(event.action()).isEqualTo("alert_problem");
        assertThat(event.status()).isEqualTo("Exception");
        assertThat(event.actor()).isNull();
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-01-31T12:45:00Z"));
        assertThat(event.details())
                .contains("\"host\":\"club\"", "\"severity\":\"4\"")
                .doesNotContain("EVENT.");
    }

    @Test
    void anUpdateHasItsActorItsSecondAndWhatWasDone() throws Exception {
        Event event = read(alert("1", "1")
                .put("update_action", "commented, acknowledged and changed severity from" + " High to Average"));

        assertThat(event.id()).startsWith("https://zabbix.example/12/update/");
        assertThat(event.action()).isEqualTo("alert_acknowledged");
        assertThat(event.actor()).isEqualTo("treasurer");
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-01-31T12:50:00Z"));
    }

    @Test
    void ofAPersonOnlyTheUsernameIsKept() throws Exception {
        assertThat(read(alert("1", "1").put("user", "Ada (the) Treasurer (ada)"))
                        .actor())
                .isEqualTo("ada");
    }

    @Test
    void whoOfAPersonThatTheWebhookMayNotSeeIsAskedOfWhoKnows() throws Exception {
        ZabbixForm form = new ZabbixForm(update -> Optional.of("user 7 of " + update.problem()));
        ObjectNode update = alert("1", "1").put("user", "Inaccessible user");
        assertThat(form.read(PRODUCER, update).actor()).isEqualTo("user 7 of 12");
        assertThat(read(update).actor()).isNull();
        assertThat(form.read(PRODUCER, alert("1", "0")).actor()).isNull();
    }

    @Test
    void timesAreOfTheZoneThatItSays() throws Exception {
        assertThat(read(alert("1", "0").put("time_zone", "UTC")).occurred())
                .isEqualTo(Instant.parse("2026-01-31T13:45:00Z"));
        assertThatThrownBy(() -> read(alert("1", "0").put("time_zone", "Mars/Olympus")))
                .hasMessage("'time_zone' is not a time zone that is known");
    }

    @Test
    void theAddressOfZabbixIsOneHoweverItIsWritten() throws Exception {
        assertThat(read(alert("1", "0").put("zabbix_url", "https://zabbix.example/api_jsonrpc.php"))
                        .id())
                .isEqualTo(read(alert("1", "0").put("zabbix_url", "https://zabbix.example//"))
                        .id())
                .isEqualTo("https://zabbix.example/12/problem");
    }

    @Test
    void takingAnAcknowledgementBackIsNoAcknowledgement() throws Exception {
        assertThat(read(alert("1", "1").put("update_action", "unacknowledged")).action())
                .isEqualTo("alert_unacknowledged");
    }

    @Test
    void anActionThatIsNotKnownIsAnUpdateAllTheSame() throws Exception {
        assertThat(read(alert("1", "1").put("update_action", "danced")).action())
                .isEqualTo("alert_updated");
    }

    @Test
    void aRecoveryIsCompliantAndAboutTheSameProblem() throws Exception {
        Event event = read(alert("0", "0").put("recovery_id", "15"));

        assertThat(event.id()).isEqualTo("https://zabbix.example/12/recovery");
        assertThat(event.status()).isEqualTo("Compliant");
        assertThat(event.reference().name()).isEqualTo("12");
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-01-31T13:00:00Z"));
        assertThat(event.details()).contains("\"recovery_id\":\"15\"");
    }

    @Test
    void whatZabbixDidNotFillInIsAbsentAndWhatIsNotKnownIsKept() throws Exception {
        Event event = read(alert("1", "0").put("name", "*UNKNOWN*").put("tags", "scope:sepa"));

        assertThat(event.details()).doesNotContain("UNKNOWN").contains("\"unrecognised\":{\"tags\":\"scope:sepa\"}");
    }

    @Test
    void anAlertWithoutItsIdentityIsNone() {
        assertThatThrownBy(() -> read(alert("1", "0").put("event_id", "{EVENT.ID}")))
                .isInstanceOf(UnfitException.class)
                .hasMessage("'event_id' is missing");
        assertThatThrownBy(() -> read(alert("2", "0"))).hasMessage("'event_value' is neither 1 nor 0");
        assertThatThrownBy(() -> read(alert("1", "0").put("event_date", "31-01-2026")))
                .hasMessageContaining("event_date");
    }

    private static Event read(ObjectNode json) throws UnfitException {
        return new ZabbixForm().read(PRODUCER, json);
    }

    private static ObjectNode alert(String value, String update) {
        return new ObjectMapper()
                .createObjectNode()
                .put("zabbix_url", "https://zabbix.example")
                .put("event_id", "12")
                .put("event_value", value)
                .put("update_status", update)
                .put("event_date", "2026.01.31")
                .put("event_time", "13:45:00")
                .put("update_date", update.equals("1") ? "2026.01.31" : "{EVENT.UPDATE.DATE}")
                .put("update_time", update.equals("1") ? "13:50:00" : "{EVENT.UPDATE.TIME}")
                .put("recovery_date", value.equals("0") ? "2026.01.31" : "{EVENT.RECOVERY.DATE}")
                .put("recovery_time", value.equals("0") ? "14:00:00" : "{EVENT.RECOVERY.TIME}")
                .put("recovery_id", "{EVENT.RECOVERY.ID}")
                .put("host", "club")
                .put("severity", "4")
                .put("user", "treasurer");
    }
}
