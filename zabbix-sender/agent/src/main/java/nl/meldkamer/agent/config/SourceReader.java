package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.Engine;
import nl.meldkamer.agent.config.SourceSettings.Tls;
import nl.meldkamer.templates.yaml.YamlMapping;
import okhttp3.HttpUrl;

/** Reads one source: a mapping whose only key names its type. */
final class SourceReader {

    private static final List<String> TYPES = List.of(
            "mariadb", "postgresql", "redis", "host", "monitor-log", "files", "json-file", "http", "frappe", "sentry");
    private static final String RESERVED = "collector";
    private static final int REDIS_PORT = 6379;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_SLOW = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    private final Placeholders placeholders;

    SourceReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    Optional<SourceSettings> read(YamlMapping sources, String name) {
        YamlMapping source = sources.mapping(name);
        if (name.equals(RESERVED)) source.problem("'" + RESERVED + "' is the collector itself; choose another name");
        Optional<SourceSettings> settings = TYPES.stream()
                .filter(source::has)
                .map(type -> settings(type, source.mapping(type)))
                .reduce((one, other) -> several(source, one));
        if (settings.isEmpty() && TYPES.containsAll(source.keys()))
            source.problem("has no type: " + String.join(", ", TYPES));
        source.done();
        return settings;
    }

    private static SourceSettings several(YamlMapping source, SourceSettings first) {
        source.problem("has more than one type; make a source of each");
        return first;
    }

    private SourceSettings settings(String type, YamlMapping mapping) {
        SourceSettings settings = switch (type) {
            case "mariadb" -> sql(Engine.MARIADB, mapping);
            case "postgresql" -> sql(Engine.POSTGRESQL, mapping);
            case "redis" -> redis(mapping);
            case "monitor-log" -> monitorLog(mapping);
            case "files" -> new SourceSettings.Files(path(mapping, "directory"));
            case "json-file" -> new SourceSettings.JsonFile(path(mapping, "file"));
            case "http" -> http(mapping);
            case "frappe" ->
                new SourceSettings.Frappe(
                        url(mapping), mapping.text("key"), placeholders.secret(mapping, "secret"), timeout(mapping));
            case "sentry" ->
                new SourceSettings.Sentry(
                        url(mapping),
                        mapping.text("organization"),
                        mapping.text("project"),
                        placeholders.secret(mapping, "token"),
                        timeout(mapping));
            default ->
                new SourceSettings.Host(
                        mapping.texts("file-systems").stream().map(Path::of).toList());
        };
        mapping.done();
        return settings;
    }

    private SourceSettings sql(Engine engine, YamlMapping mapping) {
        return new SourceSettings.Sql(
                engine,
                address(mapping, engine.defaultPort()),
                mapping.text("database"),
                mapping.text("user"),
                placeholders.secret(mapping, "password"),
                mapping.oneOf("tls", Tls.class).orElse(Tls.OFF),
                timeout(mapping));
    }

    private SourceSettings redis(YamlMapping mapping) {
        return new SourceSettings.Redis(
                address(mapping, REDIS_PORT),
                mapping.text("user", ""),
                mapping.has("password") ? placeholders.secret(mapping, "password") : new Secret(""),
                mapping.text("bench", ""),
                timeout(mapping));
    }

    private static SourceSettings monitorLog(YamlMapping mapping) {
        return new SourceSettings.MonitorLog(
                path(mapping, "file"),
                mapping.text("site", ""),
                mapping.duration("slow").orElse(DEFAULT_SLOW),
                mapping.texts("pages"));
    }

    private static SourceSettings http(YamlMapping mapping) {
        return new SourceSettings.Http(
                url(mapping), mapping.integer("status", OK), mapping.text("expect", ""), timeout(mapping));
    }

    /** Its parameters and its path may hold a secret as well as a password would, so none of it is ever shown. */
    private static String url(YamlMapping mapping) {
        String text = mapping.text("url");
        Optional<HttpUrl> url = Optional.ofNullable(HttpUrl.parse(text));
        if (url.isPresent() && url.get().encodedUsername().isEmpty()) return text;
        if (!text.isEmpty())
            mapping.problem(
                    "url", "must begin with https:// or http:// and the name of a host, without user and password");
        return "http://invalid";
    }

    /** Relative to the directory of the configuration. */
    private static Path path(YamlMapping mapping, String key) {
        Path file = Path.of(mapping.file());
        return file.resolveSibling(mapping.text(key));
    }

    private static Address address(YamlMapping mapping, int defaultPort) {
        String host = mapping.text("host", "127.0.0.1");
        int port = mapping.integer("port", defaultPort);
        try {
            return new Address(host, port);
        } catch (IllegalArgumentException e) {
            mapping.problem(host.isEmpty() ? "host" : "port", String.valueOf(e.getMessage()));
            return new Address("127.0.0.1", defaultPort);
        }
    }

    private static Duration timeout(YamlMapping mapping) {
        Duration timeout = mapping.duration("timeout").orElse(DEFAULT_TIMEOUT);
        if (!timeout.isZero() && timeout.compareTo(LONGEST_TIMEOUT) <= 0) return timeout;
        mapping.problem("timeout", "must be from 1s to 1m");
        return DEFAULT_TIMEOUT;
    }
}
