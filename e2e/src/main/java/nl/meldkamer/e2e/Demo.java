package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What {@code ./demo} runs when the machine has what it needs and the repository is built. */
@Command(
        name = "demo",
        description = "A Zabbix that watches an invented association, all of it in .demo/ on 127.0.0.1.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = CommandLine.ExitCode.SOFTWARE,
        synopsisSubcommandLabel = "[start | incident | status | stop | reset]")
final class Demo implements Runnable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Clock CLOCK = Clock.systemUTC();

    @Option(names = "--checkout", hidden = true, required = true, scope = ScopeType.INHERIT)
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Path checkout;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    private final PrintStream out;

    private Demo(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Demo(System.out));
        command.setExecutionExceptionHandler(Demo::explain);
        System.exit(command.execute(arguments));
    }

    private static int explain(Exception failed, CommandLine command, CommandLine.ParseResult parsed)
            throws IOException {
        if (failed instanceof RefusedException) {
            command.getErr().println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        Path trace = Files.createTempFile("demo-failure", ".txt");
        try (PrintWriter file = new PrintWriter(trace.toFile(), UTF_8)) {
            failed.printStackTrace(file);
        }
        command.getErr().println("The demonstration failed: " + failed.getMessage());
        command.getErr().println("The whole story is in " + trace);
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(out);
    }

    private Demonstration demonstration() throws IOException {
        return new Demonstration(checkout.toAbsolutePath(), CLOCK);
    }

    @Command(description = "Starts everything; harmless when it runs already.")
    int start(
            @Option(
                            names = "--members",
                            paramLabel = "N",
                            description = "Size of the association: " + Demonstration.USUAL_SIZE + ".")
                    @Nullable Integer members)
            throws Exception {
        if (members != null && members < Association.SMALLEST) {
            throw usage("--members must be at least " + Association.SMALLEST);
        }
        Demonstration demonstration = demonstration();
        demonstration.start(members, out);
        out.println(guide(demonstration));
        return 0;
    }

    private static String guide(Demonstration demonstration) throws IOException {
        ZabbixFrontend frontend = demonstration.stage().frontend();
        ZabbixAdministration zabbix = demonstration.stage().administration();
        return """

                Zabbix watches Vereniging De Linde:

                  %s      login %s / %s

                Look at   %szabbix.php?action=host.dashboard.view&hostid=%s
                          Monitoring > Latest data, host De Linde      every value
                          Monitoring > Problems                        what is wrong now

                Next      ./demo incident %s          something goes wrong
                          ./demo incident ... --end   and becomes good again
                          ./demo status               what runs, and what is wrong
                          ./demo stop                 ends everything; ./demo starts it again

                From another machine: ssh -L %d:127.0.0.1:%d this-machine
                """.formatted(
                        frontend.address(),
                        ZabbixApi.ADMINISTRATOR.user(),
                        ZabbixApi.ADMINISTRATOR.password(),
                        frontend.address(),
                        zabbix.hostId(MeldkamerDaemon.HOST),
                        String.join("|", demonstration.incidents().names()),
                        frontend.port(),
                        frontend.port());
    }

    @Command(description = "Makes something go wrong, or ends it.")
    int incident(
            @Parameters(paramLabel = "NAME", description = "sepa, errors, queue, churn or database-down") String name,
            @Option(names = "--end", description = "Ends the incident.") boolean end)
            throws Exception {
        Demonstration demonstration = demonstration();
        Incidents incidents = demonstration.incidents();
        if (!incidents.names().contains(name))
            throw usage("no incident '" + name + "'; there are " + incidents.names());
        requireRunning(demonstration, name);
        LocalDateTime now = demonstration.now();
        Incident incident = incidents.named(name);
        if (end) incidents.end(incident, now);
        else incidents.begin(incident, now);
        (end ? incident.outcome() : incident.expectation()).forEach(out::println);
        if (!end) out.println("To end it: ./demo incident " + name + " --end");
        out.println("See " + demonstration.stage().frontend().address() + "zabbix.php?action=problem.view");
        return 0;
    }

    private static void requireRunning(Demonstration demonstration, String incident)
            throws IOException, RefusedException {
        for (Program program : demonstration.programs()) {
            boolean isMeant = incident.equals("database-down")
                    && program == demonstration.stage().mariaDb();
            if (!isMeant && !program.isRunning()) {
                throw new RefusedException(program.name() + " does not run; start it with ./demo");
            }
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    @Command(description = "Says what runs and what is wrong.")
    int status() throws IOException {
        Demonstration demonstration = demonstration();
        boolean allRun = true;
        for (Program program : demonstration.programs()) {
            boolean runs = program.isRunning();
            allRun &= runs;
            out.printf("%-16s %s%n", program.name(), runs ? "runs" + port(program) : "does not run");
        }
        if (demonstration.stage().frontend().isRunning()) printProblems(demonstration);
        return allRun ? 0 : 1;
    }

    private static String port(Program program) {
        return program instanceof Server server ? " on 127.0.0.1:" + server.port() : "";
    }

    private void printProblems(Demonstration demonstration) throws IOException {
        ZabbixAdministration zabbix = demonstration.stage().administration();
        List<String> problems = zabbix.problems(zabbix.hostId(MeldkamerDaemon.HOST));
        out.println(problems.isEmpty() ? "No problem in Zabbix." : "Problems in Zabbix:");
        problems.forEach(problem -> out.println("  " + problem));
        List<String> incidents = demonstration.incidents().names().stream()
                .filter(demonstration.incidents()::goesOn)
                .toList();
        if (!incidents.isEmpty()) out.println("Incidents that go on: " + String.join(", ", incidents));
    }

    @Command(description = "Ends everything. The data stays.")
    int stop() throws IOException {
        demonstration().stop(out);
        out.println("Nothing of the demonstration runs any more.");
        return 0;
    }

    @Command(description = "Ends everything and deletes the data.")
    int reset() throws IOException {
        demonstration().reset(out);
        out.println("Nothing of the demonstration is left.");
        return 0;
    }

    /** Does not return. */
    @Command(hidden = true)
    int simulate() throws Exception {
        Demonstration demonstration = demonstration();
        Stage stage = demonstration.stage();
        Simulator simulator = new Simulator(
                stage.site(), stage.redis(), demonstration.incidents()::goesOn, CLOCK, new SplittableRandom(), out);
        while (!Thread.interrupted()) {
            simulator.live(TICK);
            Thread.sleep(TICK.toMillis());
        }
        return 0;
    }
}
