package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;

class ServiceTest {

    private static final String SERVICES = """
            services:
              - service: App
                tags: {target: app}
                children:
                  - service: App counts
                    description: Counting.
                    tags: {promise: critical}
                    problems: {component: app, class: software, scope: notice}
            slas:
              - sla: Promise
                objective: 99.9
                period: weekly
                service-tags: {promise: critical}
            """;

    @Test
    void servicesAreATreeAndAnSlaFindsThemByTag() {
        Catalogue catalogue = CatalogueLoader.load(with(SERVICES));
        Service child = new Service(
                "App counts",
                "Counting.",
                List.of(new Tag("promise", "critical")),
                List.of(new Tag("component", "app"), new Tag("class", "software"), new Tag("scope", "notice")),
                List.of());
        Service app = new Service("App", "", List.of(new Tag("target", "app")), List.of(), List.of(child));
        assertThat(catalogue.services()).containsExactly(app);
        assertThat(app.withDescendants()).containsExactly(app, child);
        assertThat(catalogue.slas())
                .containsExactly(new Sla(
                        "Promise",
                        "",
                        new BigDecimal("99.9"),
                        Sla.Period.WEEKLY,
                        List.of(new Tag("promise", "critical"))));
    }

    @Test
    void aServiceThatNoTriggerCanFailIsAFault() {
        assertFault(
                "scope: notice}",
                "scope: security}",
                "services.yaml:8: services[0].children[0].problems: no trigger has");
    }

    @Test
    void aServiceHasProblemsOrChildrenAsZabbixTakesEither() {
        assertFault(
                "    tags: {target: app}\n",
                "    problems: {component: app}\n",
                "services.yaml:2: services[0]: a service has either the key 'problems' or the key 'children'");
    }

    @Test
    void aServiceThatStandsTwiceIsAFault() {
        assertFault("service: App counts", "service: App", "service 'App' is declared already");
    }

    @Test
    void anSlaThatCoversNothingIsAFault() {
        assertFault(
                "service-tags: {promise: critical}", "service-tags: {promise: none}", "no service has one of these");
    }

    @Test
    void anObjectiveIsAPercentage() {
        assertFault("99.9", "most", "services.yaml:11: slas[0].objective: 'most' is not a percentage such as 99.9");
        assertFault("99.9", "100.1", "lies above 0 and is at most 100 percent");
        assertFault("99.9", "0", "lies above 0 and is at most 100 percent");
    }

    private static void assertFault(String text, String changed, String message) {
        assertThat(SERVICES).contains(text);
        assertThatThrownBy(() -> CatalogueLoader.load(with(SERVICES.replace(text, changed))))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> with(String services) {
        Map<String, String> texts = new LinkedHashMap<>(Documents.SMALL);
        texts.put("services.yaml", services);
        return texts;
    }
}
