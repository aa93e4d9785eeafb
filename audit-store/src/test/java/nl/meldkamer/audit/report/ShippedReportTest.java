package nl.meldkamer.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a report looks like changes only when somebody means it to. */
class ShippedReportTest {

    private static final String WRITE = "reports.write";
    private static final Path KEPT = Path.of("src/test/resources/nl/meldkamer/audit/report");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 28);

    private static SealedStore store;

    @BeforeAll
    static void fill() throws Exception {
        store = SealedStore.open();
        SampleRecord.fill(store);
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    static Stream<Arguments> reports() {
        return Arrays.stream(ReportKind.values())
                .flatMap(kind -> Arrays.stream(ReportFormat.values()).map(format -> Arguments.of(kind, format)));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theReportIsWhatItWas(ReportKind kind, ReportFormat format) throws Exception {
        Period period = kind.periodOf(DAY, SampleRecord.ZONE);
        Report report = new Reporter(store.store().as(Role.READER), store.key(), () -> SampleRecord.LATER)
                .report(new Reporter.Order(kind, period, Optional.of(SampleRecord.APP), true));
        assertKept(KEPT.resolve(kind.fileName(period) + "." + format.word()), format.write(report));
    }

    private static void assertKept(Path file, String made) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("write it anew with: mvn -pl audit-store test -Dtest=ShippedReportTest -D%s=true", WRITE)
                .isEqualTo(made);
    }
}
