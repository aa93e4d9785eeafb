package nl.meldkamer.e2e.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.meldkamer.e2e.ZabbixAlone;
import nl.meldkamer.templates.Catalogues;
import nl.meldkamer.templates.Severity;
import nl.meldkamer.templates.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every trigger of the shipped template is made to fire, and to recover, by a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TriggersOnZabbix {

    private static final int LONGEST_NAME = 255;

    /** As Zabbix numbers them. */
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    /** Of values that are older than a day the operational data says that they are unknown; with room to look. */
    private static final Duration SHOWN = Duration.ofHours(23);

    private static final List<String> SCHEDULER = List.of(
            "The scheduler is switched off",
            "The scheduler stands still",
            "No scheduled job runs",
            "Job {#JOB} has not succeeded for long");

    private final Path root;
    private final Path template;
    private final Subjects subjects = new Subjects(Catalogues.builtIn("verenigingen"));
    private final List<TriggerCase> cases = Cases.of(subjects);
    private ZabbixAlone zabbix;
    private Site site;
    private Trial trial;
    private Map<TriggerCase, List<Incident>> fired;
    private Map<TriggerCase, List<Incident>> recovered;

    /** @param root of the system that the release is installed in */
    TriggersOnZabbix(Path root, String version) {
        this.root = root;
        template = Path.of("../zabbix-templates", version, "template_app_verenigingen_trapper.xml");
    }

    @BeforeAll
    void playAllCases(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        zabbix = new ZabbixAlone(directory, root);
        zabbix.start();
        site = new Site(zabbix, Uncalculated.of(Files.readString(template)));
        trial = new Trial(site, cases, subjects);
        fired = trial.fire();
        recovered = trial.recover();
    }

    @AfterAll
    void stop() throws Exception {
        zabbix.close();
    }

    @TestFactory
    Stream<DynamicTest> itFires() {
        return tests(this::assertFired);
    }

    @TestFactory
    Stream<DynamicTest> itRecovers() {
        return tests(this::assertRecovered);
    }

    private Stream<DynamicTest> tests(Consumer<TriggerCase> check) {
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.triggerName(), () -> check.accept(each)));
    }

    private void assertFired(TriggerCase each) {
        assertThat(fired.getOrDefault(each, List.of()))
                .as(() -> trial.error(each))
                .hasSize(1);
        Incident incident = fired.get(each).get(0);
        Trigger trigger = each.subject().trigger();
        assertThat(incident.severity()).isEqualTo(SEVERITIES.indexOf(trigger.severity()));
        assertReadable(incident.name());
        assertThat(incident.name()).hasSizeLessThanOrEqualTo(LONGEST_NAME);
        if (incident.began() > Instant.now().minus(SHOWN).getEpochSecond()) assertReadable(incident.operationalData());
        if (each.live()) return;
        assertThat(incident.began() - trial.timetable(each).begins())
                .as("seconds from the first value to the problem")
                .isGreaterThanOrEqualTo(each.lasts().toSeconds());
    }

    private static void assertReadable(String text) {
        assertThat(text).isNotBlank().doesNotContain("{", "}", "*UNKNOWN*");
    }

    /** Once, for good: a problem that comes and goes at the limit calls people for nothing. */
    private void assertRecovered(TriggerCase each) {
        List<Incident> incidents = recovered.getOrDefault(each, List.of());
        assertThat(incidents).as(() -> trial.error(each)).isNotEmpty();
        assertThat(incidents.get(0).ended()).as("has ended").isTrue();
        // Where nothing comes after the trial, silence begins anew.
        if (!each.live()) assertThat(incidents).hasSize(1);
    }

    /** Each depends on all before it. */
    @Test
    void aTriggerIsQuietWhileOneThatItDependsOnFires() throws Exception {
        Chain chain = new Chain(site, subjects, cases, SCHEDULER);
        for (int first = 0; first < SCHEDULER.size(); first++) {
            chain.fire(first);
            await().atMost(Site.PATIENCE).until(chain::firing, Set.of(chain.name(first))::equals);
            for (int other = first + 1; other < SCHEDULER.size(); other++) chain.fire(other);
            assertThat(chain.firing()).containsExactly(chain.name(first));
            chain.recover(first);
            await().atMost(Site.PATIENCE).until(chain::firing, Set::isEmpty);
        }
    }
}
