package nl.meldkamer.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One round of each scenario; {@link Reliability} is the program that plays hundreds. */
class ReliabilityIT {

    private static final Path ROOT_OF_70 = Path.of(System.getProperty("meldkamer.zabbix7", "../.verify/zabbix-7.0"));

    @Nested
    class OnZabbix60 {

        @TempDir
        private static Path directory;

        private static Campaign campaign;

        @BeforeAll
        static void start() throws Exception {
            campaign = Campaign.start(open(directory), Path.of("/"));
        }

        @ParameterizedTest
        @EnumSource
        void whatWasAcknowledgedIsInTheHistoryOnceAfter(Scenario scenario) throws Exception {
            assertHolds(campaign, scenario);
        }

        @AfterAll
        static void stop() throws IOException {
            campaign.close();
        }
    }

    @Nested
    class OnZabbix70 {

        @TempDir
        private static Path directory;

        private static Campaign campaign;

        @BeforeAll
        static void start() throws Exception {
            assumeTrue(
                    Files.exists(ROOT_OF_70.resolve("usr/sbin/zabbix_server")), "Zabbix 7.0 is not in " + ROOT_OF_70);
            campaign = Campaign.start(open(directory), ROOT_OF_70.toRealPath());
        }

        /** The others differ in nothing that a release of Zabbix has a part in. */
        @ParameterizedTest
        @EnumSource(names = {"CUT_CONNECTIONS", "KILLED_PRODUCER", "FALLEN_SERVER", "LYING_SERVER"})
        void whatWasAcknowledgedIsInTheHistoryOnceAfter(Scenario scenario) throws Exception {
            assertHolds(campaign, scenario);
        }

        @AfterAll
        static void stop() throws IOException {
            if (campaign != null) campaign.close();
        }
    }

    private static void assertHolds(Campaign campaign, Scenario scenario) throws Exception {
        assumeTrue(!scenario.needsRoot() || System.getProperty("user.name").equals("root"), "only root can mount");
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println(scenario + ", seed " + seed);
        Campaign.Result result = campaign.play(scenario, seed);
        System.out.println(result);
        assertThat(result.verdict().acknowledged()).as("%s", result).isPositive();
        assertThat(result.holds()).as("%s", result).isTrue();
    }

    private static Path open(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
