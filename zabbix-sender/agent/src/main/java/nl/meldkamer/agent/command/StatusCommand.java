package nl.meldkamer.agent.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.socket.Reply;
import nl.meldkamer.agent.socket.Request;
import nl.meldkamer.agent.socket.SocketClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the daemon on this machine how it fares: values stored, delivered, rejected, waiting, for each Zabbix.",
            "Exits with 1 when no daemon answers."
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logging.silent();
        Path socket = configuration.read().socket();
        PrintWriter out = spec.commandLine().getOut();
        figures(socket).forEach((name, figure) -> out.println(name + " " + figure));
        out.flush();
        return 0;
    }

    private static Map<String, String> figures(Path socket) {
        try (SocketClient client = SocketClient.connect(socket, TIME_LIMIT)) {
            Reply reply = client.ask(new Request.Health());
            if (reply instanceof Reply.Health health) return health.figures();
            throw new CommandException("the daemon on " + socket + " did not say how it fares: " + reply);
        } catch (IOException e) {
            throw new CommandException("no daemon answers on " + socket + ": " + e.getMessage(), e);
        }
    }
}
