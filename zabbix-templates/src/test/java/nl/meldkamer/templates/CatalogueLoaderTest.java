package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueLoaderTest {

    @Test
    void readsEveryPartOfACatalogue() {
        Catalogue catalogue = CatalogueLoader.load(Documents.SMALL);

        assertThat(catalogue.template().name()).isEqualTo("App by Zabbix trapper");
        assertThat(catalogue.macros()).extracting(Macro::value).containsExactly("10", "20");
        assertThat(catalogue.valueMaps().get(0).mappings()).containsEntry("1", "Up");
        assertThat(catalogue.dashboards().get(0).pages().get(0).widgets()).hasSize(4);
        Group group = catalogue.groups().get(0);
        assertThat(group.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(group.discovery().orElseThrow().known()).containsEntry("state", List.of("Active", "Gone"));
        assertThat(group.plainItems()).extracting(Item::key).containsExactly("app.total", "app.text");
        assertThat(group.prototypes()).extracting(Item::key).containsExactly("app.count[{#STATUS}]");
    }

    @Test
    void anItemCanSeeTheRowsOfUnknownOptionsOnly() {
        Map<String, String> texts = Documents.with("where: {state: Active}", "not-known: state");
        Item total = CatalogueLoader.load(texts).groups().get(0).items().get(0);
        assertThat(total.whereNot()).containsOnly(Map.entry("state", List.of("Active", "Gone")));
    }

    @Test
    void itemsHaveUsualStorageAndTheTagsOfTheirGroup() {
        List<Item> items = CatalogueLoader.load(Documents.SMALL).groups().get(0).items();

        assertThat(items.get(0).history()).isEqualTo(Duration.ofDays(30));
        assertThat(items.get(0).trends()).isEqualTo(Duration.ofDays(1825));
        assertThat(items.get(1).trends()).isEqualTo(Duration.ZERO);
        assertThat(items).allSatisfy(item -> assertThat(item.tags()).containsExactly(new Tag("component", "app")));
    }

    @Test
    void aTriggerIsNamedInItsEventUnlessItSaysOtherwise() {
        Trigger trigger = trigger(Documents.SMALL);
        assertThat(trigger.eventName()).isEqualTo("Too many");
        assertThat(trigger.recovery()).contains("max(5m)<=0.8*{$APP.MAX}");
        assertThat(trigger(Documents.with("name: Too many\n", "name: Too many\n            event-name: Beyond\n"))
                        .eventName())
                .isEqualTo("Beyond");
    }

    @ParameterizedTest
    @MethodSource
    void readsEveryKindOfCollection(String collect, Collect expected) {
        String groups = """
                groups:
                  - group: g
                    source: s
                    every: 30s
                    description: d
                    collect: %s
                    items: [{key: k, name: n, value: count(), type: unsigned}]
                """.formatted(collect);
        Map<String, String> texts = Map.of("g.yaml", "template: {name: T, group: G}\n" + groups);
        assertThat(CatalogueLoader.load(texts).groups().get(0).collect()).isEqualTo(expected);
    }

    static Stream<Arguments> readsEveryKindOfCollection() {
        return Stream.of(
                arguments("{rq: queues}", new Collect.Rq()),
                arguments("{redis: info}", new Collect.RedisInfo()),
                arguments("{ping: server}", new Collect.Ping()),
                arguments("{host: file-systems}", new Collect.Host(Collect.Host.Part.FILE_SYSTEMS)),
                arguments("{audit: store}", new Collect.Audit(AuditAspect.STORE)),
                arguments("{collector: delivery}", new Collect.Collector(Collect.Collector.Topic.DELIVERY)),
                arguments("{sql: SELECT 1 AS n}", new Collect.Sql(Map.of("", "SELECT 1 AS n"))),
                arguments(
                        "{sql: {mariadb: SELECT 1 AS n, postgresql: SELECT 2 AS n}}",
                        new Collect.Sql(Map.of("mariadb", "SELECT 1 AS n", "postgresql", "SELECT 2 AS n"))));
    }

    @Test
    void readsADirectoryByName(@TempDir Path directory) throws IOException {
        for (Map.Entry<String, String> text : Documents.SMALL.entrySet())
            Files.writeString(directory.resolve(text.getKey()), text.getValue());
        Files.writeString(directory.resolve("notes.txt"), "not: [yaml");

        assertThat(CatalogueLoader.load(directory).groups())
                .extracting(Group::name)
                .containsExactly("app.status");
    }

    @Test
    void aFaultInADirectoryNamesTheFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), "template: [");
        assertThatThrownBy(() -> CatalogueLoader.load(directory))
                .hasMessageContaining(directory.resolve("a.yaml") + ":1: is not valid YAML");
    }

    @Test
    void anEmptyOrMissingDirectoryIsAFault(@TempDir Path directory) {
        assertThatThrownBy(() -> CatalogueLoader.load(directory)).hasMessage(directory + ":1: holds no file *.yaml");
        assertThatThrownBy(() -> CatalogueLoader.load(directory.resolve("none")))
                .hasMessageContaining("none:1: cannot be listed");
    }

    private static Trigger trigger(Map<String, String> texts) {
        return CatalogueLoader.load(texts)
                .groups()
                .get(0)
                .items()
                .get(0)
                .triggers()
                .get(0);
    }
}
