package nl.meldkamer.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One round of each fault; {@link AuditReliability} is the program that plays hundreds. */
class AuditReliabilityIT {

    @TempDir
    private static Path directory;

    private static Campaign campaign;

    @BeforeAll
    static void start() throws Exception {
        campaign =
                Campaign.start(Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @AfterAll
    static void stop() throws IOException {
        campaign.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsInTheRecordOnceAfter(Fault fault) throws Exception {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        Campaign.Result result = campaign.play(fault, seed);
        System.out.println(result);
        assertThat(result.verdict().faults()).as("%s", result).isEmpty();
        assertThat(result.verdict().holds()).as("%s", result).isTrue();
    }
}
