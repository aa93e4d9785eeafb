package nl.meldkamer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Zabbix, and the packaged program that installs into it and can be killed while it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstallFixture {

    static final Path LAUNCHER = Path.of("../zabbix-sender/agent/target/meldkamer/bin/meldkamer")
            .toAbsolutePath()
            .normalize();

    static final String HOST = "Wandelclub De Hoek";
    static final String MACRO = "{$VER.MEMBERS.DROP.MAX}";

    private static final List<String> KINDS = List.of(
            "template",
            "hostgroup",
            "host",
            "item",
            "trigger",
            "usermacro",
            "dashboard",
            "role",
            "usergroup",
            "user",
            "service",
            "sla");

    private final ZabbixInstallation installation;
    private Postgres postgres;
    ZabbixServer server;
    ZabbixFrontend frontend;
    ZabbixApi api;
    Path files;
    Map<String, String> before;

    InstallFixture(ZabbixInstallation installation) {
        this.installation = installation;
    }

    /** What one run of the program came to. */
    record Run(int exit, String output) {}

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        Path directory = TestDirectory.open(temporary);
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
        for (Server each : List.of(postgres, server, frontend)) each.start();
        api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
        files = directory.resolve("installed");
        before = snapshot();
    }

    @AfterAll
    void stop() throws Exception {
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }

    /** All objects that install could touch, with all that they have. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> all = new TreeMap<>();
        List<String> kinds = new ArrayList<>(KINDS);
        if (!api.version().startsWith("6.0")) kinds.add("templategroup");
        for (String kind : kinds) {
            all.put(kind, sorted(api.call(kind + ".get", Map.of("output", output(kind)))));
        }
        all.put("token", sorted(api.call("token.get", Map.of("output", List.of("name")))));
        return all;
    }

    /** Zabbix gives them in the order in which they happen to lie. */
    private static String sorted(JsonNode objects) {
        List<String> texts = new ArrayList<>();
        objects.forEach(object -> texts.add(object.toString()));
        return String.join("\n", texts.stream().sorted().toList());
    }

    /** All that a configuration has, and nothing that changes by itself. */
    private static Object output(String kind) {
        return switch (kind) {
            case "user" -> List.of("username", "roleid");
            case "item" -> List.of("key_", "name");
            case "trigger" -> List.of("description", "expression");
            // Without the status, which changes as problems come and go.
            case "service" ->
                List.of(
                        "name",
                        "algorithm",
                        "sortorder",
                        "weight",
                        "propagation_rule",
                        "propagation_value",
                        "description",
                        "uuid",
                        "created_at");
            case "host" -> List.of("host", "name", "status", "tls_accept", "description");
            default -> "extend";
        };
    }

    private ProcessBuilder meldkamer(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(LAUNCHER.toString(), command));
        words.addAll(
                List.of("--url", frontend.address().toString(), "--user", "Admin", "--directory", files.toString()));
        if (command.equals("install")) words.addAll(List.of("--host", HOST, "--macro", MACRO + "=7"));
        words.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectInput(Command.NOTHING);
        builder.environment().put("MELDKAMER_ZABBIX_PASSWORD", "zabbix");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    Run run(String command, String... options) throws Exception {
        return finished(meldkamer(command, options).start());
    }

    static Run finished(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** Kills it without a word once it has said that so many things are done; whether it got that far. */
    boolean killed(int steps, String saying, String command) throws Exception {
        Process process = meldkamer(command, "--yes").start();
        int seen = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null && seen < steps; line = output.readLine())
                if (line.startsWith(saying)) seen++;
        } finally {
            process.destroyForcibly().waitFor();
        }
        return seen == steps;
    }
}
