package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerenigingenCatalogueTest {

    private static final Set<String> SCOPES = Set.of("availability", "performance", "notice", "capacity", "security");

    private static final Pattern RUNBOOK = Pattern.compile("(?m)^Runbook: ([^#\\s]+)#(\\S+)$");

    private final Catalogue catalogue = Catalogues.builtIn("verenigingen");

    @Test
    void hasTheGroupsThatTheSourcesAnswer() {
        assertThat(catalogue.groups())
                .extracting(Group::source)
                .containsOnly(
                        "app",
                        "queue",
                        "cache",
                        "host",
                        "collector",
                        "requests",
                        "backup",
                        "web",
                        "site",
                        "sentry",
                        "audit");
        assertThat(catalogue.groups())
                .extracting(Group::name)
                .contains("members.status", "sepa.audit", "errors.recent", "queue", "host.cpu", "collector.heartbeat");
    }

    @Test
    void aSiteCanDoWithoutTheSourcesThatNotEverySiteHas() {
        assertThat(catalogue.groups().stream().filter(Group::optional))
                .extracting(Group::source)
                .containsOnly("cache", "requests", "backup", "web", "site", "sentry", "audit");
    }

    @Test
    void theAdministratorsPageNamesTheGroupsThatWorkByRest() throws IOException {
        String page = Files.readString(Path.of("../docs/administrators.md"));
        String list = page.substring(page.indexOf("These groups work by it"));
        Stream<String> named = Pattern.compile("`([a-z0-9.-]+)`")
                .matcher(list.substring(0, list.indexOf("\n\n")))
                .results()
                .map(result -> result.group(1));
        assertThat(named)
                .containsExactlyElementsOf(catalogue.groups().stream()
                        .filter(group -> group.collect()
                                .query()
                                .flatMap(Collect.Sql::rest)
                                .isPresent())
                        .map(Group::name)
                        .sorted()
                        .toList());
    }

    @Test
    void everyKeyHasThePrefix() {
        assertThat(items()).extracting(Metric::key).allMatch(key -> key.startsWith("ver."));
    }

    @Test
    void everyGroupAndItemIsDescribedAndEveryItemHasAComponent() {
        assertThat(catalogue.groups()).extracting(Group::description).noneMatch(String::isEmpty);
        assertThat(items()).allSatisfy(item -> {
            assertThat(item.description()).as(item.key()).isNotEmpty();
            assertThat(item.tags()).as(item.key()).extracting(Tag::name).containsExactly("component");
        });
    }

    @Test
    void everyTriggerTellsTheOperatorWhatToDo() {
        assertThat(triggers()).allSatisfy(trigger -> {
            assertThat(trigger.description()).as(trigger.name()).contains("Check first:");
            assertThat(trigger.operationalData()).as(trigger.name()).contains("{ITEM.LASTVALUE1}");
            assertThat(trigger.eventName()).as(trigger.name()).isNotEqualTo(trigger.name());
            assertThat(trigger.tags()).as(trigger.name()).extracting(Tag::name).containsExactly("scope");
            assertThat(trigger.tags()).extracting(Tag::value).isSubsetOf(SCOPES);
        });
    }

    @Test
    void everyRunbookLinkLeadsToASection() {
        assertThat(triggers()
                        .flatMap(trigger ->
                                RUNBOOK.matcher(trigger.description()).results()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(sections(Path.of("..", link.group(1))))
                        .as(link.group(1))
                        .contains(link.group(2)));
    }

    /** As a link names them: lower case, dashes for blanks, no other marks. */
    private static List<String> sections(Path runbook) throws IOException {
        return Files.readAllLines(runbook).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
    }

    /** One value above the limit must be enough: a window would take the group's interval more than once. */
    @Test
    void aSepaIncidentFiresOnTheFirstValueAndEndsAfterTwoGoodMinutes() {
        List<String> urgent = List.of(
                "SEPA operations fail", "A direct debit batch failed", "Many direct debit batches are stuck in draft");
        assertThat(triggers().filter(trigger -> urgent.contains(trigger.name())))
                .hasSize(3)
                .allSatisfy(trigger -> {
                    assertThat(trigger.problem()).startsWith("last()>");
                    assertThat(trigger.recovery()).get().asString().startsWith("max(2m)");
                    assertThat(trigger.severity()).isEqualTo(Severity.HIGH);
                });
        assertThat(catalogue.groups().stream()
                        .filter(group ->
                                Set.of("sepa.audit", "sepa.batches.stuck").contains(group.name())))
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.every()).hasMinutes(1));
    }

    @Test
    void noMacroIsDeclaredInVain() {
        Set<String> used = new TreeSet<>();
        Stream.concat(
                        triggers()
                                .flatMap(trigger -> Stream.of(
                                        trigger.problem(), trigger.recovery().orElse(""))),
                        catalogue.calculated().stream().map(CalculatedItem::formula))
                .flatMap(text -> Names.USER_MACRO.matcher(text).results())
                .forEach(found -> used.add(found.group(1)));
        Set<String> declared = new TreeSet<>();
        for (Macro macro : catalogue.macros())
            Names.USER_MACRO.matcher(macro.macro()).results().forEach(found -> declared.add(found.group(1)));
        assertThat(declared).isEqualTo(used);
    }

    @Test
    void noValueMapIsDeclaredInVain() {
        assertThat(items().flatMap(item -> item.valueMap().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        catalogue.valueMaps().stream().map(ValueMap::name).toList());
    }

    @Test
    void theDashboardHasNoHole() {
        for (Dashboard dashboard : catalogue.dashboards())
            for (Dashboard.Page page : dashboard.pages())
                assertThat(holes(page)).isEmpty();
    }

    @Test
    void errorTitlesLeaveMaskedOnly() {
        assertThat(catalogue.groups().stream()
                        .flatMap(group -> group.items().stream())
                        .filter(item -> item.key().equals("ver.errors.top")))
                .extracting(item -> item.value().toString())
                .containsExactly("lines(n, mask(title), last_seen)");
    }

    @Test
    void anUnknownCatalogueIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> Catalogues.builtIn("vereniging"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no catalogue 'vereniging' is built in; did you mean 'verenigingen'?");
    }

    private Stream<Metric> items() {
        return catalogue.metrics();
    }

    private Stream<Trigger> triggers() {
        return items().flatMap(item -> item.triggers().stream());
    }

    private static List<String> holes(Dashboard.Page page) {
        int rows = page.widgets().stream()
                .mapToInt(widget -> widget.area().y() + widget.area().height())
                .max()
                .orElse(0);
        boolean[][] covered = new boolean[rows][DashboardChecks.COLUMNS];
        for (Dashboard.Widget widget : page.widgets()) cover(covered, widget.area());
        List<String> holes = new ArrayList<>();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < covered[row].length; column++)
                if (!covered[row][column]) holes.add(column + "," + row);
        return holes;
    }

    private static void cover(boolean[][] covered, Dashboard.Area area) {
        for (int row = area.y(); row < area.y() + area.height(); row++)
            Arrays.fill(covered[row], area.x(), area.x() + area.width(), true);
    }
}
