package nl.meldkamer.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import nl.meldkamer.agent.socket.Peers;
import nl.meldkamer.agent.spool.DeliveryMemory;
import nl.meldkamer.agent.spool.SpoolLimits;
import nl.meldkamer.templates.yaml.Problem;
import nl.meldkamer.templates.yaml.Problems;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Makes a {@link Configuration} of files. Reads once; not thread-safe. */
final class ConfigurationReader {

    private static final Path DEFAULT_DATA = Path.of("/var/lib/meldkamer");
    private static final String SOCKET = "meldkamer.sock";
    private static final String DEFAULT_CATALOGUE = "verenigingen";

    private final Problems problems = new Problems();
    private final Path directory;
    private final Placeholders placeholders;
    private final List<YamlMapping> documents = new ArrayList<>();

    ConfigurationReader(Path file, Map<String, String> environment) {
        directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        placeholders = new Placeholders(environment, directory);
        documents.add(document(file));
        for (Path fragment : fragments(directory.resolve("conf.d"))) documents.add(document(fragment));
    }

    Configuration read() {
        String host = holder("host").text("host");
        YamlMapping zoned = holder("time-zone");
        ZoneId timeZone = timeZone(zoned);
        List<ZabbixServer> servers = new ServerReader(placeholders).read(holder("server"), holder("servers"));
        Path data = directory.resolve(holder("data").text("data", DEFAULT_DATA.toString()));
        Path socket = directory.resolve(holder("socket")
                .text(
                        "socket",
                        Configuration.spoolDirectory(data).resolve(SOCKET).toString()));
        Peers peers = new Peers(names("socket-users"), names("socket-groups"));
        List<String> catalogue = catalogue(holder("catalogue"));
        Map<String, SourceSettings> sources = named("sources", new SourceReader(placeholders)::read);
        Optional<AuditSettings> audit =
                new AuditReader(placeholders, timeZone, data, host, sources, servers).read(holder("audit"));
        ManagementReader management = new ManagementReader(placeholders);
        Optional<JmxSettings> jmx = management.jmx(holder("jmx"));
        Optional<GatewaySettings> gateway = management.gateway(holder("java-gateway"), jmx);
        Map<String, GroupOverride> groups = named("groups", ConfigurationReader::override);
        YamlMapping spoolSection = holder("spool").mapping("spool");
        SpoolLimits spool = limits(spoolSection);
        DeliveryMemory delivered = delivered(spoolSection);
        spoolSection.done();
        documents.forEach(YamlMapping::done);
        problems.throwIfAny();
        return new Configuration(
                host,
                timeZone,
                servers,
                data,
                socket,
                peers,
                catalogue,
                sources,
                groups,
                spool,
                delivered,
                audit,
                jmx,
                gateway,
                warnings(zoned, timeZone));
    }

    private List<String> warnings(YamlMapping zoned, ZoneId timeZone) {
        if (zoned.has("time-zone")) return placeholders.warnings();
        String assumed = "time-zone is not written: the app's dates are taken to be in the machine's, " + timeZone;
        return Stream.concat(Stream.of(assumed), placeholders.warnings().stream())
                .toList();
    }

    private YamlMapping document(Path file) {
        return YamlMapping.read(file, problems).filledBy(placeholders::fill);
    }

    private List<Path> fragments(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(new Problem(folder.toString(), 1, "", "cannot be read: " + Reason.of(e)));
            return List.of();
        }
    }

    /** The one document that has the key, else the first. */
    private YamlMapping holder(String key) {
        List<YamlMapping> holders =
                documents.stream().filter(document -> document.has(key)).toList();
        for (YamlMapping again : holders.stream().skip(1).toList())
            again.problem(key, "stands in " + holders.get(0).file() + " already; keep one of the two");
        return holders.isEmpty() ? documents.get(0) : holders.get(0);
    }

    /** The entries below a key that may be spread over the documents. */
    private <T> Map<String, T> named(String key, BiFunction<YamlMapping, String, Optional<T>> reader) {
        Map<String, T> found = new LinkedHashMap<>();
        for (YamlMapping document : documents) {
            YamlMapping section = document.mapping(key);
            for (String name : section.keys()) {
                if (found.containsKey(name)) section.problem(name, "stands in another file already");
                reader.apply(section, name).ifPresent(entry -> found.put(name, entry));
            }
            section.done();
        }
        return found;
    }

    private static ZoneId timeZone(YamlMapping document) {
        Optional<String> name = document.optionalText("time-zone");
        try {
            return name.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            String hint = Suggestion.nearest(name.orElse(""), ZoneId.getAvailableZoneIds())
                    .map(zone -> "; did you mean '" + zone + "'?")
                    .orElse("; write one such as Europe/Amsterdam");
            document.problem("time-zone", "is not a time zone that is known" + hint);
            return ZoneId.systemDefault();
        }
    }

    private Set<String> names(String key) {
        YamlMapping document = holder(key);
        return document.has(key) ? Set.copyOf(document.texts(key)) : Set.of();
    }

    private static List<String> catalogue(YamlMapping document) {
        return document.has("catalogue") ? document.texts("catalogue") : List.of(DEFAULT_CATALOGUE);
    }

    private static Optional<GroupOverride> override(YamlMapping section, String name) {
        YamlMapping group = section.mapping(name);
        Optional<Duration> every = group.duration("every");
        if (every.filter(Duration::isZero).isPresent()) group.problem("every", "must be at least 1s");
        GroupOverride read = new GroupOverride(every, group.bool("enabled", true), group.file(), group.line());
        group.done();
        return Optional.of(read);
    }

    private static DeliveryMemory delivered(YamlMapping spool) {
        Duration age = spool.duration("remember-delivered").orElse(DeliveryMemory.OFF.age());
        int most = spool.integer("most-remembered", DeliveryMemory.OFF.most());
        if (most >= 1) return new DeliveryMemory(age, most);
        spool.problem("most-remembered", "is below 1");
        return DeliveryMemory.OFF;
    }

    private static SpoolLimits limits(YamlMapping spool) {
        SpoolLimits otherwise = SpoolLimits.DEFAULT;
        try {
            return new SpoolLimits(
                    spool.optionalText("max-size")
                            .map(text -> size(spool, text))
                            .orElse(otherwise.maxSize()),
                    spool.duration("max-age").orElse(otherwise.maxAge()),
                    spool.oneOf("when-full", SpoolLimits.WhenFull.class).orElse(otherwise.whenFull()),
                    spool.integer("max-dead-letters", otherwise.maxDeadLetters()));
        } catch (IllegalArgumentException e) {
            spool.problem(String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private static long size(YamlMapping spool, String text) {
        Optional<Long> size = Size.parse(text);
        if (size.isEmpty()) spool.problem("max-size", "is not a size such as 512M or 2G");
        return size.orElse(SpoolLimits.DEFAULT.maxSize());
    }
}
