package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void isDescribedWithTheOptionsOfSendAndEveryOtherCommand() {
        var described = Program.commandLine().getSubcommands();
        assertThat(described)
                .containsKeys(Meldkamer.commandLine().getSubcommands().keySet().toArray(String[]::new));
        assertThat(described
                        .get("send")
                        .getCommandSpec()
                        .findOption("--zabbix-server")
                        .paramLabel())
                .isEqualTo("SERVER");
        assertThat(described
                        .get("send")
                        .getCommandSpec()
                        .findOption("-T")
                        .arity()
                        .max())
                .isZero();
    }
}
