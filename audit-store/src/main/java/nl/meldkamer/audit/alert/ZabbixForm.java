package nl.meldkamer.audit.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.alert.Alert.Happening;
import nl.meldkamer.audit.ingest.Fields;
import nl.meldkamer.audit.ingest.Form;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.UnfitException;
import org.jspecify.annotations.Nullable;

/**
 * What Zabbix sends of a problem, of an update of it, and of its recovery. All values are texts, macros of the
 * webhook's parameters; one that Zabbix did not fill in counts as absent:
 *
 * <pre>
 * zabbix_url       address of the frontend, needed
 * event_id         {EVENT.ID}            needed; of the problem, in all three
 * event_value      {EVENT.VALUE}         needed; 1 problem, 0 recovery
 * update_status    {EVENT.UPDATE.STATUS} 1 for an update, else 0
 * event_date       {EVENT.DATE}          with event_time needed, of the problem; 2026.01.31
 * event_time       {EVENT.TIME}          13:45:00
 * update_date      {EVENT.UPDATE.DATE}   with update_time needed for an update
 * update_time      {EVENT.UPDATE.TIME}
 * recovery_date    {EVENT.RECOVERY.DATE} with recovery_time needed for a recovery
 * recovery_time    {EVENT.RECOVERY.TIME}
 * time_zone        of these times; by default the producer's
 * recovery_id      {EVENT.RECOVERY.ID}
 * host             {HOST.HOST}           the subject is the host when it is known, else the Zabbix
 * trigger_id       {TRIGGER.ID}
 * name             {EVENT.NAME}
 * severity         {EVENT.NSEVERITY}     0 to 5
 * user             {USER.FULLNAME}       who updated: Name Surname (username), of which the last is kept
 * update_action    {EVENT.UPDATE.ACTION}
 * update_message   {EVENT.UPDATE.MESSAGE}
 * </pre>
 *
 * What a webhook can't know: the number of an update, and the name of somebody whom its recipient may not see, which
 * {@link Actors} may. Immutable.
 */
public final class ZabbixForm implements Form {

    private static final List<String> DETAILS =
            List.of("host", "trigger_id", "name", "severity", "recovery_id", "update_action", "update_message");
    private static final Pattern IN_BRACKETS = Pattern.compile(".*\\(([^()]+)\\)");
    private static final String UNSEEN = "Inaccessible user";

    /** A message may be 2048 characters, a name as long. */
    private static final int LONGEST_DETAIL = 4096;

    private final Actors actors;

    /** Without anybody who knows more than Zabbix tells. */
    public ZabbixForm() {
        this(update -> Optional.empty());
    }

    /** @param actors asked about an update of which Zabbix did not tell who made it */
    public ZabbixForm(Actors actors) {
        this.actors = actors;
    }

    @Override
    public Event read(Producer producer, JsonNode json) throws UnfitException {
        if (!json.isObject()) throw new UnfitException("an object is expected");
        Alert alert = alert(new Fields(resolved(json)), producer.zone());
        boolean unknown = alert.happening() instanceof Alert.Update && alert.actor() == null;
        return (unknown ? alert.by(actors.of(alert).orElse(null)) : alert).event(producer.stream(), producer.source());
    }

    private static Alert alert(Fields fields, ZoneId zone) throws UnfitException {
        String url = Alert.frontend(fields.text("zabbix_url"));
        String problem = number(fields, "event_id");
        Happening happening = happening(fields);
        Instant at = moment(fields, times(happening), zone(fields, zone));
        String actor = happening instanceof Alert.Update ? actor(fields) : null;
        return new Alert(
                url, problem, happening, at, actor, details(url, fields).toString());
    }

    private static Happening happening(Fields fields) throws UnfitException {
        if ("1".equals(fields.optionalText("update_status"))) return update(fields);
        return switch (fields.text("event_value")) {
            case "1" -> new Alert.Problem();
            case "0" -> new Alert.Recovery();
            default -> throw new UnfitException("'event_value' is neither 1 nor 0");
        };
    }

    private static Alert.Update update(Fields fields) throws UnfitException {
        String words = fields.optionalText("update_action");
        return new Alert.Update(
                Act.inWords(words == null ? "" : words), fields.optionalText("update_message", LONGEST_DETAIL));
    }

    private static String times(Happening happening) {
        if (happening instanceof Alert.Problem) return "event";
        return happening instanceof Alert.Recovery ? "recovery" : "update";
    }

    private static @Nullable String actor(Fields fields) throws UnfitException {
        String told = fields.optionalText("user");
        if (told == null || told.equals(UNSEEN)) return null;
        Matcher username = IN_BRACKETS.matcher(told);
        return username.matches() ? username.group(1) : told;
    }

    private static ObjectNode details(String url, Fields fields) throws UnfitException {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("zabbix", url);
        for (String name : DETAILS) {
            String value = fields.optionalText(name, LONGEST_DETAIL);
            if (value != null) details.put(name, value);
        }
        for (String name : List.of("event_value", "user")) fields.optionalText(name);
        for (String of : List.of("event", "update", "recovery"))
            for (String part : List.of("_date", "_time")) fields.optionalText(of + part);
        ObjectNode rest = fields.leftOver();
        if (!rest.isEmpty()) details.set("unrecognised", rest);
        return details;
    }

    private static ZoneId zone(Fields fields, ZoneId otherwise) throws UnfitException {
        String name = fields.optionalText("time_zone");
        try {
            return name == null ? otherwise : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new UnfitException("'time_zone' is not a time zone that is known");
        }
    }

    private static Instant moment(Fields fields, String of, ZoneId zone) throws UnfitException {
        String date = fields.text(of + "_date");
        String time = fields.text(of + "_time");
        try {
            return LocalDateTime.parse(date.replace('.', '-') + "T" + time)
                    .atZone(zone)
                    .toInstant();
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
        return value.isTextual() && isUnresolved(value.textValue());
    }

    private static boolean isUnresolved(String text) {
        return text.matches("\\s*|\\*UNKNOWN\\*|\\{[A-Z$][A-Z0-9_.$]*}");
    }
}
