package nl.meldkamer.templates.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That Meldkamer's own user is told by the media type, at any time and whatever the severity. Its times are then those of
 * UTC, in which no hour comes twice.
 */
record MediumPart(Lookup lookup, Account account, String mediaType) implements Part {

    private static final int ACTIVE = 0;
    private static final String ALL_SEVERITIES = "63";
    private static final String ALWAYS = "1-7,00:00-24:00";
    private static final String UTC = "UTC";
    private static final List<String> FIELDS = List.of("mediatypeid", "sendto", "active", "severity", "period");

    static String id(String user, String mediaType) {
        return "medium '" + mediaType + "' of " + UserPart.id(user);
    }

    @Override
    public String id() {
        return id(account.user(), mediaType);
    }

    @Override
    public Map<String, String> wanted() {
        return properties(ACTIVE, ALL_SEVERITIES, ALWAYS, UTC);
    }

    private static Map<String, String> properties(int status, String severities, String when, String timeZone) {
        return Map.of(
                "status", status == ACTIVE ? "enabled" : "disabled",
                "severities", severities.equals(ALL_SEVERITIES) ? "all" : "some, in bits " + severities,
                "when", when.equals(ALWAYS) ? "always" : when,
                "time zone of the user", timeZone);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        Optional<String> type = WebhookPart.mediaTypeId(lookup, mediaType);
        return user().flatMap(user -> Lookup.stream(user.path("medias"))
                .filter(medium -> isOurs(medium, type))
                .findFirst()
                .map(medium -> properties(
                        medium.path("active").asInt(),
                        medium.path("severity").asText(),
                        medium.path("period").asText(),
                        user.path("timezone").asText())));
    }

    private static boolean isOurs(JsonNode medium, Optional<String> type) {
        return type.filter(medium.path("mediatypeid").asText()::equals).isPresent();
    }

    private Optional<JsonNode> user() {
        return lookup.find("user", "username", account.user(), Map.of("selectMedias", "extend"));
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        change();
    }

    @Override
    public void change() {
        String type = Lookup.demanded(WebhookPart.mediaTypeId(lookup, mediaType), WebhookPart.id(mediaType));
        JsonNode user = user().orElseThrow(() -> new InstallException(UserPart.id(account.user()) + " is not there"));
        List<Map<String, Object>> media = others(user);
        media.add(Map.of(
                "mediatypeid",
                type,
                "sendto",
                "audit store",
                "active",
                ACTIVE,
                "severity",
                ALL_SEVERITIES,
                "period",
                ALWAYS));
        update(user, media, UTC);
    }

    private List<Map<String, Object>> others(JsonNode user) {
        Optional<String> type = WebhookPart.mediaTypeId(lookup, mediaType);
        List<Map<String, Object>> media = new ArrayList<>();
        for (JsonNode medium : user.path("medias")) {
            if (isOurs(medium, type)) continue;
            Map<String, Object> copy = new HashMap<>();
            FIELDS.forEach(field -> copy.put(field, medium.path(field)));
            media.add(copy);
        }
        return media;
    }

    private void update(JsonNode user, List<Map<String, Object>> media, String timeZone) {
        lookup.api()
                .call(
                        "user.update",
                        Map.of(
                                "userid", user.path("userid").asText(),
                                "medias", media,
                                "timezone", timeZone));
    }

    @Override
    public void remove() {
        user().ifPresent(user -> update(user, others(user), "default"));
    }
}
