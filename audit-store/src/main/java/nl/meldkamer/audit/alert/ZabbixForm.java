package nl.meldkamer.audit.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.ingest.Fields;
import nl.meldkamer.audit.ingest.Form;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;
import org.jspecify.annotations.Nullable;

/**
 * What Zabbix sends of a problem, of an update of it, and of its recovery. All values are texts, macros of the webhook's
 * parameters; one that Zabbix did not fill in counts as absent:
 *
 * <pre>
 * zabbix_url       {$ZABBIX.URL}         needed
 * event_id         {EVENT.ID}            needed; of the problem, in all three
 * event_value      {EVENT.VALUE}         needed; 1 problem, 0 recovery
 * update_status    {EVENT.UPDATE.STATUS} 1 for an update, else 0
 * event_date       {EVENT.DATE}          with event_time needed, of the problem; 2026.01.31
 * event_time       {EVENT.TIME}          13:45:00
 * update_date      {EVENT.UPDATE.DATE}   with update_time needed for an update
 * update_time      {EVENT.UPDATE.TIME}
 * recovery_date    {EVENT.RECOVERY.DATE} with recovery_time needed for a recovery
 * recovery_time    {EVENT.RECOVERY.TIME}
 * recovery_id      {EVENT.RECOVERY.ID}
 * host             {HOST.HOST}           the subject is the host when it is known, else the Zabbix
 * trigger_id       {TRIGGER.ID}
 * name             {EVENT.NAME}
 * severity         {EVENT.NSEVERITY}     0 to 5
 * user             {USER.USERNAME}       who updated
 * update_action    {EVENT.UPDATE.ACTION}
 * update_message   {EVENT.UPDATE.MESSAGE}
 * </pre>
 *
 * The identity is (URL, event, phase), and for updates their second as well: Zabbix gives a webhook no number of them.
 * Immutable.
 */
public final class ZabbixForm implements Form {

    private static final String PROCESS = "Alert";
    private static final Map<String, String> ACTIONS = Map.of(
            "unacknowledged", "alert_unacknowledged",
            "acknowledged", "alert_acknowledged",
            "closed", "alert_closed",
            "changed severity", "alert_severity_changed",
            "unsuppressed", "alert_unsuppressed",
            "suppressed", "alert_suppressed",
            "commented", "alert_commented");
    private static final List<String> BY_WEIGHT = List.of(
            "closed", "unacknowledged", "acknowledged", "changed severity", "unsuppressed", "suppressed", "commented");
    private static final List<String> DETAILS =
            List.of("host", "trigger_id", "name", "severity", "recovery_id", "update_action", "update_message");

    /** A message may be 2048 characters, a name as long. */
    private static final int LONGEST_DETAIL = 4096;

    private enum Phase {
        PROBLEM("event", "alert_problem", "Exception"),
        UPDATE("update", "alert_updated", "Compliant"),
        RECOVERY("recovery", "alert_recovered", "Compliant");

        private final String time;
        private final String action;
        private final String status;

        Phase(String time, String action, String status) {
            this.time = time;
            this.action = action;
            this.status = status;
        }
    }

    @Override
    public Event read(Producer producer, JsonNode json) throws UnfitException {
        if (!json.isObject()) throw new UnfitException("an object is expected");
        Fields fields = new Fields(resolved(json));
        String url = fields.text("zabbix_url");
        String eventId = number(fields, "event_id");
        Phase phase = phase(fields);
        LocalDateTime at = moment(fields, phase.time);
        String updateAction = fields.optionalText("update_action");
        return new Event(
                producer.stream(),
                producer.source(),
                id(url, eventId, phase, at, producer),
                PROCESS,
                phase == Phase.UPDATE ? updateAction(updateAction) : phase.action,
                phase.status,
                new Reference("Zabbix Event", eventId),
                phase == Phase.UPDATE ? fields.optionalText("user") : null,
                null,
                at.atZone(producer.zone()).toInstant(),
                details(url, fields).toString(),
                null);
    }

    private static String id(String url, String eventId, Phase phase, LocalDateTime at, Producer producer) {
        String id = url + "/" + eventId + "/" + phase.name().toLowerCase(Locale.ROOT);
        return phase == Phase.UPDATE ? id + "/" + at.atZone(producer.zone()).toEpochSecond() : id;
    }

    private static Phase phase(Fields fields) throws UnfitException {
        if ("1".equals(fields.optionalText("update_status"))) return Phase.UPDATE;
        return switch (fields.text("event_value")) {
            case "1" -> Phase.PROBLEM;
            case "0" -> Phase.RECOVERY;
            default -> throw new UnfitException("'event_value' is neither 1 nor 0");
        };
    }

    private static String updateAction(@Nullable String words) {
        if (words == null) return Phase.UPDATE.action;
        return BY_WEIGHT.stream()
                .filter(word -> List.of(words.split(", | and ")).stream().anyMatch(one -> one.startsWith(word)))
                .findFirst()
                .map(ACTIONS::get)
                .orElse(Phase.UPDATE.action);
    }

    private static ObjectNode details(String url, Fields fields) throws UnfitException {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("zabbix", url);
        for (String name : DETAILS) {
            String value = fields.optionalText(name, LONGEST_DETAIL);
            if (value != null) details.put(name, value);
        }
        for (String name : List.of("event_value", "user")) fields.optionalText(name);
        for (Phase phase : Phase.values())
            for (String part : List.of("_date", "_time")) fields.optionalText(phase.time + part);
        ObjectNode rest = fields.leftOver();
        if (!rest.isEmpty()) details.set("unrecognised", rest);
        return details;
    }

    private static LocalDateTime moment(Fields fields, String of) throws UnfitException {
        String date = fields.text(of + "_date");
        String time = fields.text(of + "_time");
        try {
            return LocalDateTime.parse(date.replace('.', '-') + "T" + time);
        } catch (DateTimeException e) {
            throw new UnfitException("'" + of + "_date' and '" + of + "_time' are not such as 2026.01.31 and 13:45:00");
        }
    }

    private static String number(Fields fields, String name) throws UnfitException {
        String text = fields.text(name);
        if (!text.matches("[0-9]{1,20}")) throw new UnfitException("'" + name + "' is not a number");
        return text;
    }

    /** Without what Zabbix left as it was, or gave as unknown, or left empty. */
    private static ObjectNode resolved(JsonNode json) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        json.properties().stream()
                .filter(field -> !isUnresolved(field.getValue()))
                .forEach(field -> resolved.set(field.getKey(), field.getValue()));
        return resolved;
    }

    private static boolean isUnresolved(JsonNode value) {
        return value.isTextual() && value.textValue().matches("\\s*|\\*UNKNOWN\\*|\\{[A-Z$][A-Z0-9_.$]*}");
    }
}
