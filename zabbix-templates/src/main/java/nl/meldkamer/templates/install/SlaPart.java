package nl.meldkamer.templates.install;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Sla;
import nl.meldkamer.templates.Tag;

/**
 * What the site was promised for its services. When it counts from is set when it is made, and an administrator's to
 * change.
 */
record SlaPart(Lookup lookup, String name, Terms terms) implements Part {

    /**
     * What is promised.
     *
     * @param objective percent of the time
     */
    record Terms(
            String description,
            BigDecimal objective,
            Sla.Period period,
            String timeZone,
            LocalDate from,
            List<Tag> serviceTags) {

        private static final Terms NONE =
                new Terms("", BigDecimal.ZERO, Sla.Period.DAILY, "UTC", LocalDate.EPOCH, List.of());

        Terms {
            serviceTags = List.copyOf(serviceTags);
        }
    }

    private static final int ENABLED = 1;

    static SlaPart of(Lookup lookup, String host, Sla sla, String timeZone, LocalDate from) {
        List<Tag> tags = sla.serviceTags().stream()
                .map(tag -> ServicePart.ofSite(host, tag))
                .toList();
        Terms terms = new Terms(sla.description(), sla.objective(), sla.period(), timeZone, from, tags);
        return new SlaPart(lookup, ServicePart.nameOf(host, sla.name()), terms);
    }

    /** One that is only to be removed. */
    static SlaPart named(Lookup lookup, String name) {
        return new SlaPart(lookup, name, Terms.NONE);
    }

    @Override
    public String id() {
        return "SLA '" + name + "'";
    }

    @Override
    public Map<String, String> wanted() {
        return properties(
                terms.description,
                terms.objective,
                period(terms.period),
                terms.timeZone,
                terms.serviceTags.stream().map(ServicePart::written).sorted().collect(joining(", ")));
    }

    private static Map<String, String> properties(
            String description, BigDecimal objective, String period, String timeZone, String services) {
        return Map.of(
                "description", description,
                "objective", objective.stripTrailingZeros().toPlainString() + " %",
                "period", period,
                "time zone", timeZone,
                "services with", services);
    }

    private static String period(int number) {
        return Arrays.stream(Sla.Period.values())
                .filter(period -> number(period) == number)
                .map(SlaPart::period)
                .findFirst()
                .orElse("another, number " + number);
    }

    private static String period(Sla.Period period) {
        return period.name().toLowerCase(Locale.ROOT);
    }

    private static int number(Sla.Period period) {
        return switch (period) {
            case DAILY -> 0;
            case WEEKLY -> 1;
            case MONTHLY -> 2;
            case QUARTERLY -> 3;
            case ANNUALLY -> 4;
        };
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        return sla().map(found -> properties(
                found.path("description").asText(),
                new BigDecimal(found.path("slo").asText("0")),
                period(found.path("period").asInt()),
                found.path("timezone").asText(),
                ServicePart.written(found.path("service_tags"))));
    }

    private Optional<JsonNode> sla() {
        return lookup.find("sla", "name", name, Map.of("output", "extend", "selectServiceTags", "extend"));
    }

    private Optional<String> slaId() {
        return sla().map(found -> found.path("slaid").asText());
    }

    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        Map<String, Object> parameters = parameters();
        parameters.put("name", name);
        parameters.put("status", ENABLED);
        parameters.put("effective_date", terms.from.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        lookup.api().call("sla.create", parameters);
    }

    @Override
    public void change() {
        Map<String, Object> parameters = parameters();
        parameters.put("slaid", Lookup.demanded(slaId(), id()));
        lookup.api().call("sla.update", parameters);
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("description", terms.description);
        parameters.put("slo", terms.objective);
        parameters.put("period", number(terms.period));
        parameters.put("timezone", terms.timeZone);
        parameters.put(
                "service_tags",
                terms.serviceTags.stream().map(ServicePart::matching).toList());
        return parameters;
    }

    @Override
    public void remove() {
        slaId().ifPresent(id -> lookup.api().call("sla.delete", List.of(id)));
    }
}
