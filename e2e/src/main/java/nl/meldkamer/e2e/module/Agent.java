package nl.meldkamer.e2e.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.e2e.Port;

/** A real agent of Zabbix, of either kind, that can ask the daemon. */
public final class Agent implements AutoCloseable {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final String VARIABLE = "MELDKAMER_MODULE_CONF";

    private final Background process;
    private final int port;

    private Agent(Background process, int port) {
        this.process = process;
        this.port = port;
    }

    /** zabbix_agentd, with four processes that answer. */
    public static Agent agentd(Path directory, Path root, Build build, Path socket) throws IOException {
        return start(
                directory, root, "usr/sbin/zabbix_agentd", socket, """
                StartAgents=4
                LoadModulePath=%s
                LoadModule=%s
                """.formatted(build.directory(), build.module()));
    }

    /** Agent 2. */
    public static Agent agent2(Path directory, Path root, Build build, Path socket) throws IOException {
        return start(directory, root, "usr/sbin/zabbix_agent2", socket, """
                ControlSocket=%s
                PluginSocket=%s
                Plugins.Meldkamer.System.Path=%s
                Plugins.Meldkamer.Timeout=900
                """.formatted(
                        directory.resolve("control.sock"), directory.resolve("plugin.sock"), build.plugin()));
    }

    private static Agent start(Path directory, Path root, String program, Path socket, String settings)
            throws IOException {
        Background.directory(directory);
        int port = Port.free();
        Path configuration = directory.resolve("agent.conf");
        Files.writeString(configuration, settings + """
                PidFile=%s
                LogType=console
                Server=127.0.0.1
                ListenIP=127.0.0.1
                ListenPort=%d
                Hostname=agent
                Timeout=3
                """.formatted(directory.resolve("agent.pid"), port));
        List<String> words = new ArrayList<>(command(root, root.resolve(program)));
        words.addAll(List.of("-f", "-c", configuration.toString()));
        Map<String, String> environment = moduleConfiguration(directory, socket, "");
        return new Agent(Background.startAsZabbix(directory.resolve("agent.log"), environment, words), port);
    }

    /** The environment that tells the module where its configuration is. */
    public static Map<String, String> moduleConfiguration(Path directory, Path socket, String more) throws IOException {
        Path file = directory.resolve("module.conf");
        Files.writeString(file, "Socket=" + socket + "\n" + more);
        return Map.of(VARIABLE, file.toString());
    }

    /** The words that run a program of a system, with that system's own libraries when it is another than this one. */
    static List<String> command(Path root, Path program) {
        Path loader = root.resolve(LIBRARIES).resolve("ld-linux-x86-64.so.2");
        if (root.equals(Path.of("/")) || !Files.exists(loader)) return List.of(program.toString());
        return List.of(
                loader.toString(), "--library-path", root.resolve(LIBRARIES).toString(), program.toString());
    }

    /** What zabbix_get gets: a value, or the words of Zabbix for none and the reason. */
    public String get(String key) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("zabbix_get", "-s", "127.0.0.1", "-p", Integer.toString(port), "-k", key)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return output;
    }

    public int port() {
        return port;
    }

    public Background process() {
        return process;
    }

    /** All its processes, the plugin included. */
    public Set<Long> family() {
        return process.family();
    }

    @Override
    public void close() {
        process.close();
    }
}
