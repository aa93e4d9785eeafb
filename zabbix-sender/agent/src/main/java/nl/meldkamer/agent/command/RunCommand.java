package nl.meldkamer.agent.command;

import ch.qos.logback.classic.Level;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import nl.meldkamer.agent.systemd.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon; ends on SIGTERM or SIGINT. */
@Command(
        name = "run",
        description = {
            "Collects and delivers until it is told to stop (SIGTERM or Ctrl-C).",
            "What Zabbix has not taken by then waits in the spool for the next start."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /** How much is logged. */
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}. Log lines go to standard error.")
    private LogLevel logLevel = LogLevel.INFO;

    @Override
    public Integer call() throws InterruptedException {
        Logging.daemon(Level.toLevel(logLevel.name()));
        Site site = configuration.site();
        Service service = Service.of(System.getenv(), ProcessHandle.current().pid());
        Daemon daemon = Daemon.start(site);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, daemon), "stop"));
        service.ready(daemon, Daemon.patience(site.configuration()));
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(Service service, Daemon daemon) {
        service.stopping();
        daemon.stop();
        service.close();
    }
}
