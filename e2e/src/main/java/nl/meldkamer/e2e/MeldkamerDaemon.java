package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program that all this is for, as it is installed: its launcher, its configuration, its data. */
final class MeldkamerDaemon implements Program {

    static final String HOST = "De Linde";
    static final String TEMPLATE = "Verenigingen by Zabbix trapper";

    /** Of the audit store, where the daemon has one. */
    static final String STREAM = "linde/verenigingen";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path launcher;
    private final Path directory;
    private final Stage stage;
    private final Service service;
    private String audit = "";
    private String api = "";

    /** @param checkout the built repository */
    MeldkamerDaemon(Path checkout, Stage stage) {
        this.launcher = checkout.resolve("zabbix-sender/agent/target/meldkamer/bin/meldkamer");
        this.stage = stage;
        this.directory = stage.directory().resolve("meldkamer");
        this.service = new Service("meldkamer", directory, stage.settings(), Signal.TERM);
    }

    @Override
    public String name() {
        return "Meldkamer";
    }

    Path configuration() {
        return stage.directory().resolve("meldkamer.yaml");
    }

    /** The template of the built-in catalogue, as the program itself writes it. */
    String template() throws IOException {
        return Command.of(launcher.toString(), "template", "export").output();
    }

    /** From the next configuration on the daemon keeps an audit store, with a PostgreSQL of its own. */
    MeldkamerDaemon withAuditStore() {
        return withAuditStore(List.of());
    }

    /** @param more of its settings, each as {@code key: value} in YAML's flow style */
    MeldkamerDaemon withAuditStore(List<String> more) {
        List<String> settings = new ArrayList<>(List.of("stream: " + STREAM, "seal: {verify-every: 5s}"));
        settings.addAll(more);
        audit = "audit: {" + String.join(", ", settings) + "}\n";
        return this;
    }

    /** From the next configuration on the daemon asks the API of Zabbix too, with the token in this file. */
    MeldkamerDaemon withApi(Path token) {
        api = ", api: {url: \"%s\", token: \"${file:%s}\"}"
                .formatted(stage.frontend().address().resolve("api_jsonrpc.php"), token);
        return this;
    }

    /** Its own directory, in which the account that it runs under may write. */
    Path directory() {
        return directory;
    }

    /** The program that an auditor verifies proofs with. */
    Path verifier() {
        return launcher.resolveSibling("../share/audit-verifier.jar").normalize();
    }

    /** Runs one of the program's other commands with the same configuration, and returns what it printed. */
    String run(String command, String... options) throws IOException {
        List<String> words = new ArrayList<>(stage.settings().account().running(directory));
        words.addAll(List.of(
                launcher.toString(), command, "--config", configuration().toString()));
        words.addAll(List.of(options));
        return Command.of(words).output();
    }

    /** @param groups lines of YAML below {@code groups:}, such as {@code members.status: {every: 5s}} */
    void configure(SiteDatabase site, List<String> groups) throws IOException {
        configure(site, List.of(), groups);
    }

    /** @param sources lines of YAML below {@code sources:}, besides the databases and the machine */
    void configure(SiteDatabase site, List<String> sources, List<String> groups) throws IOException {
        stage.settings().account().directory(directory);
        String text = """
            # Made anew at every start; what is changed here is lost.
            host: %s
            time-zone: %s
            server: {address: "127.0.0.1:%d"%s}
            data: %s
            sources:
              app: {%s: {host: 127.0.0.1, port: %d, database: %s, user: %s, password: "${file:%s}"}}
              queue: {redis: {host: 127.0.0.1, port: %d, bench: %s}}
              cache: {redis: {host: 127.0.0.1, port: %d}}
              host: {host: {}}
            """.formatted(
                        HOST,
                        SiteDatabase.TIME_ZONE,
                        stage.zabbix().port(),
                        api,
                        quoted(directory.resolve("data")),
                        site.engine().kind(),
                        site.engine().port(),
                        site.name(),
                        site.reader().user(),
                        stage.readerPassword(),
                        stage.redis().port(),
                        Rq.BENCH,
                        stage.redis().port());
        for (String source : sources) text += "  " + source + "\n";
        if (!groups.isEmpty()) text += "groups:\n  " + String.join("\n  ", groups) + "\n";
        Files.writeString(configuration(), text + audit);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns when Zabbix has its first values. The host and its items must be there. */
    @Override
    public void start() throws IOException {
        if (isRunning()) return;
        ZabbixAdministration zabbix = stage.administration();
        String hostId = zabbix.hostId(HOST);
        long before = lastHeartbeat(zabbix, hostId);
        service.start(
                List.of(launcher.toString(), "run", "--config", configuration().toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                () -> {
                    if (lastHeartbeat(zabbix, hostId) == before) throw new IOException("no heartbeat in Zabbix yet");
                },
                PATIENCE);
    }

    private static long lastHeartbeat(ZabbixAdministration zabbix, String hostId) throws IOException {
        return zabbix.items(hostId, "ver.collector.heartbeat").stream()
                .mapToLong(ZabbixAdministration.ItemState::lastClock)
                .max()
                .orElseThrow(() -> new IOException("the host " + HOST + " has no item ver.collector.heartbeat"));
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }

    Path log() {
        return service.log();
    }
}
