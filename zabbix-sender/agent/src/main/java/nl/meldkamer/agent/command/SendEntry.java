package nl.meldkamer.agent.command;

import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.send.SendCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Shows {@code send} among the commands; {@link Meldkamer#execute} starts it without picocli. */
@Command(
        name = SendEntry.NAME,
        description = "Sends values as zabbix_sender does, with its options; 'meldkamer send --help' lists them.")
final class SendEntry implements Callable<Integer> {

    static final String NAME = "send";

    @Unmatched
    private List<String> options = List.of();

    @Parameters(hidden = true)
    private List<String> words = List.of();

    @Override
    public Integer call() {
        List<String> all = words.isEmpty() ? options : words;
        return SendCommand.ofThisProcess().run(all.toArray(String[]::new));
    }
}
