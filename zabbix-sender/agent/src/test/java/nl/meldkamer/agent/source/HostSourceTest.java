package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.Host;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Collect.Host.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the machine that runs the test. */
class HostSourceTest {

    private final HostSource source = new HostSource("host", new Host(List.of()));

    @Test
    void theProcessorsShareIsThereAtTheFirstQuestionAlready() throws SourceException {
        for (int i = 0; i < 2; i++) {
            Map<String, Optional<Object>> row = only(ask(source, Part.CPU));
            assertThat(number(row, "cpu_pct")).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
            assertThat(number(row, "load_per_core")).isNotNegative();
        }
    }

    @Test
    void memoryIsInBytesAndPercent() throws SourceException {
        Map<String, Optional<Object>> row = only(ask(source, Part.MEMORY));
        assertThat(number(row, "mem_pct")).isBetween(BigDecimal.ONE, BigDecimal.valueOf(100));
        assertThat(number(row, "available")).isLessThan(number(row, "total"));
        assertThat(row).containsKey("swap_pct");
    }

    @Test
    void theRootFileSystemIsThere(@TempDir Path wanted) throws SourceException {
        HostSource watching = new HostSource("host", new Host(List.of(wanted)));
        assertThat(ask(watching, Part.FILE_SYSTEMS).rows())
                .anySatisfy(row -> {
                    assertThat(row.get("fs")).contains("/");
                    assertThat(number(row, "used_pct")).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
                    assertThat(number(row, "free")).isLessThanOrEqualTo(number(row, "total"));
                })
                .allSatisfy(row -> assertThat(row).containsOnlyKeys("fs", "type", "used_pct", "free", "total"));
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        HostSource wrong = new HostSource("host", new Host(List.of(Path.of("/no/such/directory"))));
        assertThatThrownBy(() -> ask(wrong, Part.FILE_SYSTEMS))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("/no/such/directory");
    }

    private static Answer ask(HostSource source, Part part) throws SourceException {
        return source.ask(new Collect.Host(part), ZonedDateTime.now(ZoneOffset.UTC));
    }

    private static Map<String, Optional<Object>> only(Answer answer) {
        assertThat(answer.rows()).hasSize(1);
        return answer.rows().get(0);
    }

    private static BigDecimal number(Map<String, Optional<Object>> row, String column) {
        return (BigDecimal) row.get(column).orElseThrow();
    }
}
