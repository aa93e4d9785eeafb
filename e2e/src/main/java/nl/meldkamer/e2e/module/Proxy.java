package nl.meldkamer.e2e.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.e2e.Port;

/** A real Zabbix proxy with the module, and with a database in a file of its own. */
final class Proxy {

    static final String NAME = "proxy";

    private Proxy() {}

    /**
     * Starts one that connects to a server.
     *
     * @param root of the system whose libraries it runs with
     * @param server port of the server's trapper
     */
    static Background start(Path directory, Path root, Path program, Build build, Path socket, int server)
            throws IOException {
        Background.directory(directory);
        Path configuration = directory.resolve("proxy.conf");
        Files.writeString(
                configuration, """
                PidFile=%1$s/proxy.pid
                SocketDir=%1$s
                LogType=console
                Server=127.0.0.1:%2$d
                Hostname=%3$s
                ListenIP=127.0.0.1
                ListenPort=%4$d
                DBName=%1$s/proxy.db
                ConfigFrequency=2
                DataSenderFrequency=1
                StartPollers=2
                StartPingers=0
                StartDiscoverers=0
                StartHTTPPollers=0
                LoadModulePath=%5$s
                LoadModule=%6$s
                """.formatted(directory, server, NAME, Port.free(), build.directory(), build.module()));
        List<String> words = new ArrayList<>(Agent.command(root, program));
        words.addAll(List.of("-f", "-c", configuration.toString()));
        return Background.startAsZabbix(
                directory.resolve("proxy.log"), Agent.moduleConfiguration(directory, socket, ""), words);
    }
}
