package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.ExportFormat;
import nl.meldkamer.templates.Via;
import nl.meldkamer.templates.api.ZabbixVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    private static final String ADDRESS = "http://zabbix/api_jsonrpc.php";
    private static final Site SITE =
            new Site("h", "g", List.of(), Map.of(), List.of(), List.of(), Via.TRAPPER, List.of(), true, true, "");
    private static final int MOST_POINTS = 100;

    @TempDir
    private Path directory;

    private final FakeServer server = new FakeServer();
    private final List<Part> parts = new ArrayList<>(List.of(
            server.part("group", Map.of(), false),
            server.part("host", Map.of("status", "monitored"), true),
            server.part("macro", Map.of("value", "5"), true)));

    private PrivateFile file() {
        return new PrivateFile(directory.resolve("installed.json"));
    }

    private Installation installation(boolean overwrite) {
        return new Installation(parts, InstallRecord.of(file(), ADDRESS, SITE), overwrite);
    }

    private List<String> install(boolean overwrite) {
        return carriedOut(installation(overwrite));
    }

    private static List<String> carriedOut(Installation installation) {
        Plan plan = installation.plan();
        installation.apply(plan, step -> {});
        return FakeServer.reasons(plan);
    }

    private Removal removal(boolean overwrite) {
        List<Part> backwards = new ArrayList<>(parts);
        Collections.reverse(backwards);
        return new Removal(backwards, InstallRecord.of(file(), ADDRESS, SITE), overwrite);
    }

    private List<String> uninstall(boolean overwrite) {
        Removal removal = removal(overwrite);
        Plan plan = removal.plan();
        removal.apply(plan, step -> {});
        return FakeServer.reasons(plan);
    }

    private void wants(String id, Map<String, String> wanted) {
        parts.replaceAll(part -> part.id().equals(id) ? server.part(id, wanted, true) : part);
    }

    @Test
    void aPlanChangesNothing() {
        assertThat(installation(false).plan().changes()).isTrue();
        assertThat(server.objects).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theSecondInstallationHasNothingToDo() {
        install(false);
        assertThat(server.objects).containsOnlyKeys("group", "host", "macro");
        assertThat(installation(false).plan().changes()).isFalse();
    }

    @Test
    void whatAnEarlierVersionInstalledIsBroughtUpToDate() {
        install(false);
        wants("macro", Map.of("value", "6"));
        assertThat(install(false)).contains("CHANGE macro: value is 5, will be 6");
        assertThat(server.objects).containsEntry("macro", Map.of("value", "6"));
    }

    @Test
    void whatWasChangedByHandIsKeptAndNamed() {
        install(false);
        server.objects.put("macro", Map.of("value", "7"));
        assertThat(install(false))
                .contains("KEEP macro: changed by hand; value is 7, installed was 5; kept (--overwrite replaces it)");
        assertThat(server.objects).containsEntry("macro", Map.of("value", "7"));
    }

    @Test
    void whatWasChangedByHandIsKeptAlsoWhenTheNewVersionWantsItOtherwise() {
        install(false);
        server.objects.put("macro", Map.of("value", "7"));
        wants("macro", Map.of("value", "6"));
        install(false);
        assertThat(server.objects).containsEntry("macro", Map.of("value", "7"));
    }

    @Test
    void whatWasChangedByHandIsReplacedWhenToldTo() {
        install(false);
        server.objects.put("macro", Map.of("value", "7"));
        assertThat(install(true)).contains("CHANGE macro: changed by hand; value is 7, installed was 5; replaced");
        assertThat(installation(false).plan().changes()).isFalse();
    }

    @Test
    void whatWasThereBeforeIsKeptAndNotRemovedLater() {
        server.objects.put("group", Map.of());
        server.objects.put("host", Map.of("status", "not monitored"));
        assertThat(install(false))
                .anyMatch(
                        line -> line.startsWith("KEEP host: not made by this program, and otherwise than it would be"));
        uninstall(true);
        assertThat(server.objects).containsOnlyKeys("group", "host");
    }

    @Test
    void whatSomebodyRemovedIsMadeAgainAndSaid() {
        install(false);
        server.objects.remove("macro");
        assertThat(install(false)).contains("CREATE macro: it is in the record and not (or not wholly) in Zabbix");
    }

    @Test
    void whatChangesBetweenThePlanAndItsCarryingOutStopsIt() {
        install(false);
        wants("macro", Map.of("value", "6"));
        Installation installation = installation(false);
        Plan plan = installation.plan();
        server.objects.remove("macro");
        assertThatThrownBy(() -> installation.apply(plan, step -> {}))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("macro has changed since the plan was shown");
    }

    @Test
    void aLostRecordIsMadeAnewOfWhatBearsAMark() {
        install(false);
        file().delete();
        assertThat(installation(false).plan().changes()).isFalse();
        install(false);
        assertThat(uninstall(false))
                .containsExactly("REMOVE macro: ", "REMOVE host: ", "KEEP group: not made by this program");
    }

    @Test
    void workThatIsCutOffAtAnyPointIsTakenUpAndCanBeTakenAwayWhole() {
        for (int point = 0; point < MOST_POINTS; point++) {
            server.objects.clear();
            file().delete();
            boolean whole = cut(point, () -> install(false));
            install(false);
            assertThat(installation(false).plan().changes())
                    .as("cut at %s", point)
                    .isFalse();
            assertThat(uninstall(false)).as("cut at %s", point).allMatch(line -> line.startsWith("REMOVE"));
            assertThat(server.objects).as("cut at %s", point).isEmpty();
            if (whole) return;
        }
        throw new AssertionError("no installation ended by itself");
    }

    @Test
    void anUpdateThatIsCutOffAtAnyPointIsNotTakenForAChangeByHand() {
        for (int point = 0; point < MOST_POINTS; point++) {
            install(true);
            wants("macro", Map.of("value", "new " + point));
            boolean whole = cut(point, () -> install(false));
            assertThat(install(false)).as("cut at %s", point).noneMatch(line -> line.startsWith("KEEP"));
            assertThat(server.objects).containsEntry("macro", Map.of("value", "new " + point));
            if (whole) return;
        }
        throw new AssertionError("no installation ended by itself");
    }

    @Test
    void aRemovalThatIsCutOffAtAnyPointIsTakenUp() {
        for (int point = 0; point < MOST_POINTS; point++) {
            install(false);
            boolean whole = cut(point, () -> uninstall(false));
            uninstall(false);
            assertThat(server.objects).as("cut at %s", point).isEmpty();
            assertThat(directory).as("cut at %s", point).isEmptyDirectory();
            if (whole) return;
        }
        throw new AssertionError("no removal ended by itself");
    }

    /** Whether it came to its end. */
    private boolean cut(int point, Runnable work) {
        server.cutAfter(point);
        try {
            work.run();
            return true;
        } catch (FakeServer.Cut cut) {
            return false;
        } finally {
            server.cutAfter(Integer.MAX_VALUE);
        }
    }

    @Test
    void uninstallKeepsWhatWasChangedByHandUnlessToldOtherwise() {
        install(false);
        server.objects.put("macro", Map.of("value", "7"));
        assertThat(uninstall(false))
                .contains("KEEP macro: changed by hand; value is 7, installed was 5;"
                        + " kept (--overwrite removes it all the same)");
        assertThat(server.objects).containsOnlyKeys("macro");
        uninstall(true);
        assertThat(server.objects).isEmpty();
    }

    @Test
    void uninstallNeverRemovesWhatSomethingElseUses() {
        install(false);
        server.users.put("group", "it has host 'other'");
        assertThat(uninstall(true)).contains("KEEP group: it has host 'other'; kept");
        assertThat(server.objects).isEqualTo(new HashMap<>(Map.of("group", Map.of())));
    }

    @Test
    void theServerGetsTheNewestFormatThatItReads() {
        assertThat(Installation.format(new ZabbixVersion(6, 0))).isEqualTo(ExportFormat.ZABBIX_6_0);
        for (ExportFormat format : ExportFormat.values())
            assertThat(Installation.format(ZabbixVersion.parse(format.version())))
                    .isEqualTo(format);
    }
}
