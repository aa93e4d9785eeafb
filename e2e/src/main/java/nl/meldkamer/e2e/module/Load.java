package nl.meldkamer.e2e.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import nl.meldkamer.agent.socket.Request;
import nl.meldkamer.agent.socket.SocketClient;
import nl.meldkamer.e2e.Port;
import nl.meldkamer.sender.Sample;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the module in a real agent: rate against agent.ping in the same run, memory, and the time inside the agent. */
@Command(
        name = "module-load",
        description = "Starts a daemon and an agent with the module, puts many questions to the agent in turn with"
                + " agent.ping, and prints rates, medians and memory.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class Load implements Callable<Integer> {

    private static final String HOST = "load";
    private static final int KEYS = 100;
    private static final int TIMED = 100_000;
    private static final int PROCESSES = 4;
    private static final int PARTS_ON_THE_SOCKET = 10;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Option(names = "--questions", description = "of each kind (${DEFAULT-VALUE})", defaultValue = "1000000")
    private int questions;

    @Option(names = "--rounds", description = "in which they are asked (${DEFAULT-VALUE})", defaultValue = "5")
    private int rounds;

    @Option(names = "--zabbix-root", description = "of the system with the Zabbix release (${DEFAULT-VALUE})")
    private Path root = Path.of("/");

    @Option(names = "--agent2", description = "measure agent 2 with the plugin instead of zabbix_agentd")
    private boolean agent2;

    @Option(names = "--sanitized", description = "inside one process, look for leaks and faults instead of the time")
    private boolean sanitized;

    @Option(names = "--checkout", description = "the built repository (${DEFAULT-VALUE})")
    private Path checkout = Path.of("");

    private final PrintStream out;

    private Load(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Load(System.out)).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("module-load");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Build build = Build.of(checkout.toRealPath(), directory.resolve("installed"));
        Path socket = directory.resolve("meldkamer.sock");
        try (Background daemon = daemon(directory, build);
                Agent agent = agent(directory, build, socket)) {
            fill(socket);
            awaitAnswer(agent);
            measure(agent);
            inside(directory, socket, "");
            inside(directory, socket, HOST);
            out.printf("daemon: %,d kB%n", memory(daemon));
        }
        return 0;
    }

    /** One that collects nothing, and is told. */
    private static Background daemon(Path directory, Build build) throws IOException {
        Path configuration = directory.resolve("meldkamer.yaml");
        Files.writeString(configuration, """
                host: load
                server: 127.0.0.1:%d
                data: data
                socket: meldkamer.sock
                catalogue: []
                """.formatted(Port.free()));
        return Background.start(
                directory.resolve("meldkamer.log"),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(build.launcher().toString(), "run", "--config", configuration.toString()));
    }

    private Agent agent(Path directory, Build build, Path socket) throws IOException {
        Path own = directory.resolve("agent");
        return agent2 ? Agent.agent2(own, root, build, socket) : Agent.agentd(own, root, build, socket);
    }

    private static String key(int number) {
        return "load.value[" + number % KEYS + "]";
    }

    private static void fill(Path socket) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(socket) && System.nanoTime() < end) LockSupport.parkNanos(LOOK_NANOS);
        List<Request.Value> values = new ArrayList<>();
        long clock = Instant.now().getEpochSecond();
        for (int i = 0; i < KEYS; i++)
            values.add(new Request.Value.Good(Sample.of(HOST, key(i), Integer.toString(i), clock, i)));
        try (SocketClient client = SocketClient.connect(socket, java.time.Duration.ofSeconds(10))) {
            client.ask(new Request.Push(values));
        }
    }

    private static void awaitAnswer(Agent agent) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!agent.get("meldkamer.ping").equals("1")) {
            if (System.nanoTime() > end)
                throw new IOException(
                        "the agent gives no answer: " + agent.process().output());
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void measure(Agent agent) throws IOException, InterruptedException {
        Questions client = new Questions(agent.port(), PROCESSES);
        IntFunction<String> ping = i -> "agent.ping";
        IntFunction<String> get = i -> "meldkamer.get[load.value,," + i % KEYS + "]";
        // With the host's name a value is asked for on the socket and not read from the board.
        IntFunction<String> ask = i -> "meldkamer.get[load.value," + HOST + "," + i % KEYS + "]";
        client.ask(questions / 20, ping);
        client.ask(questions / 20, get);
        long before = memory(agent.process());
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Questions.Outcome pings = client.ask(questions / rounds, ping);
            Questions.Outcome gets = client.ask(questions / rounds, get);
            Questions.Outcome asked = client.ask(questions / rounds / PARTS_ON_THE_SOCKET, ask);
            ratios[round] = gets.rate() / pings.rate();
            print("agent.ping", pings);
            print("meldkamer.get", gets);
            print("on the socket", asked);
        }
        Arrays.sort(ratios);
        out.printf(Locale.ROOT, "ratio of the rates, median of %d rounds: %.2f%n", rounds, ratios[rounds / 2]);
        out.printf("agent, all processes: %,d kB before, %,d kB after%n", before, memory(agent.process()));
    }

    private void print(String what, Questions.Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "%-14s %,8.0f/s, median %.0f us, %d of %,d without value%n",
                what,
                outcome.rate(),
                outcome.median(),
                outcome.refused(),
                outcome.count());
    }

    /** Resident memory of a process and all that descend from it; what they share counts for each. */
    private static long memory(Background process) throws IOException {
        long sum = 0;
        for (long pid : process.family())
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status")))
                if (line.startsWith("VmRSS:")) sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
        return sum;
    }

    /**
     * What a question costs without the agent around it.
     *
     * @param host empty to read the board, the daemon's own to ask on the socket
     */
    private void inside(Path directory, Path socket, String host) throws IOException, InterruptedException {
        Path built = checkout.toRealPath().resolve("loadable-module/target/c" + (sanitized ? "/sanitized" : ""));
        if (!Files.exists(built.resolve("bench"))) {
            out.println("inside one process: not measured; make -C loadable-module/c BUILD=../target/c bench");
            return;
        }
        ProcessBuilder program = new ProcessBuilder(
                        built.resolve("bench").toString(),
                        built.resolve("meldkamer.so").toString(),
                        Integer.toString(sanitized ? questions : TIMED),
                        key(1),
                        host)
                .redirectErrorStream(true);
        program.environment().putAll(Agent.moduleConfiguration(directory, socket, ""));
        Process process = program.start();
        out.print((host.isEmpty() ? "board:  " : "socket: ")
                + new String(process.getInputStream().readAllBytes(), UTF_8));
        if (process.waitFor() != 0) throw new IOException("the module failed");
    }
}
