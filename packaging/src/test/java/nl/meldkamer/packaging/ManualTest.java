package nl.meldkamer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.meldkamer.agent.command.Program;
import org.junit.jupiter.api.Test;

class ManualTest {

    private final Map<String, CommandPage> pages = CommandPage.all(Program.commandLine(), "1.2")
            .collect(Collectors.toMap(CommandPage::name, Function.identity()));

    @Test
    void everyCommandHasAPageAndHelpHasNone() {
        assertThat(pages)
                .containsKeys(
                        "meldkamer", "meldkamer-run", "meldkamer-send", "meldkamer-spool", "meldkamer-spool-verify")
                .doesNotContainKey("meldkamer-help");
    }

    @Test
    void aPageNamesTheCommandItsOptionsAndWhereToReadOn() {
        assertThat(text("meldkamer-run"))
                .startsWith(".TH \"meldkamer\\-run\" \"1\" \"\" \"Meldkamer 1.2\" \"Meldkamer\"\n")
                .contains("meldkamer\\-run \\- Collects and delivers until it is told to stop")
                .contains("\\fB\\-\\-log\\-level LEVEL\\fR\n")
                .contains(".SH \"SEE ALSO\"\nmeldkamer(1), meldkamer.yaml(5)");
        assertThat(text("meldkamer")).contains(".SH \"COMMANDS\"").contains("See meldkamer\\-spool(1).");
    }

    @Test
    void thePageOfSendHasTheOptionsOfZabbixSender() {
        assertThat(text("meldkamer-send"))
                .contains("\\fB\\-z, \\-\\-zabbix\\-server SERVER\\fR", "\\fB\\-T, \\-\\-with\\-timestamps\\fR");
    }

    @Test
    void everyPageEndsEachLineAndLeavesNoPlaceholder() {
        assertThat(pages.values())
                .extracting(CommandPage::text)
                .allSatisfy(text ->
                        assertThat(text).endsWith("\n").doesNotContain("${").doesNotContain("%n"));
    }

    @Test
    void textThatLooksLikeARequestOfTheTypesetterIsText() {
        Roff page = new Roff("x", 1, "1").paragraph(".SH is a \\request").line("'quote");
        assertThat(page.toString()).contains("\n\\&.SH is a \\erequest\n\\&'quote\n");
    }

    @Test
    void theConfigurationIsTextAndOptionsInTurn() {
        String page = ConfigurationPage.text(
                List.of("# The host,", "# in Zabbix.", "#host: De Linde", "", "socket: x", "#sources:", "#  app: y"),
                "1");
        assertThat(page)
                .contains(".PP\nThe host, in Zabbix.\n.PP\n.RS 4\n.EX\nhost: De Linde\n.EE\n")
                .contains(".EX\nsocket: x\nsources:\n  app: y\n.EE\n");
        assertThat(ConfigurationPage.uncommented(List.of("# Text", "#a: 1", "#  b: 2", "c: 3")))
                .isEqualTo("a: 1\n  b: 2\nc: 3\n");
    }

    private String text(String name) {
        return pages.get(name).text();
    }
}
