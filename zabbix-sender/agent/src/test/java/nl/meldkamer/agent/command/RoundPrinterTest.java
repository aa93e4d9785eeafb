package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class RoundPrinterTest {

    private static final Round ROUND = new Round(
            GroupStatus.ok("members", "app", Duration.ofMillis(12)),
            Optional.empty(),
            List.of(Sample.of("linde", "n", "7", 1, 0), Sample.notSupported("linde", "bad", "no\tcolumn\n'x'", 1, 0)),
            List.of("pct"));

    @Test
    void theTableShowsEveryItemWithItsValueOrWhyItHasNone() {
        assertThat(printed(RoundPrinter.Form.TABLE)).isEqualTo("""
                members (source app, 12 ms)
                  n    7
                  bad  no value: no\tcolumn
                'x'
                  pct  nothing to tell now
                """);
    }

    @Test
    void aValueNeverBreaksALineOfTheTabbedForm() {
        assertThat(printed(RoundPrinter.Form.TSV))
                .isEqualTo("members\tn\tvalue\t7\nmembers\tbad\terror\tno column 'x'\n");
    }

    @Test
    void jsonTellsValuesFromErrors() {
        assertThat(printed(RoundPrinter.Form.JSON).replaceAll("\\s+", ""))
                .isEqualTo("[{\"group\":\"members\",\"key\":\"n\",\"value\":\"7\"},"
                        + "{\"group\":\"members\",\"key\":\"bad\",\"error\":\"no\\tcolumn\\n'x'\"}]");
    }

    private static String printed(RoundPrinter.Form form) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new RoundPrinter(out, form).print(List.of(ROUND));
        out.flush();
        return text.toString();
    }
}
