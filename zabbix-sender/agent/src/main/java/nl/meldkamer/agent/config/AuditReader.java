package nl.meldkamer.agent.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.AuditSettings.BankSettings;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.IngestLimits;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.TlsIdentity;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.Overlap;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads {@code audit}. */
final class AuditReader {

    private static final int DEFAULT_PORT = 10080;
    private static final String EMBEDDED = "embedded";
    private static final List<String> CREDENTIALS = List.of("secret", "token", "frappe-secret");
    private static final Duration DEFAULT_EVERY = Duration.ofSeconds(10);
    private static final Duration DEFAULT_VERIFY_EVERY = Duration.ofMinutes(5);
    private static final Duration DEFAULT_COMPARE_EVERY = Duration.ofHours(1);
    private static final Duration DEFAULT_BANK_EVERY = Duration.ofMinutes(1);

    private final Placeholders placeholders;
    private final ZoneId timeZone;
    private final Path data;
    private final String host;
    private final Map<String, SourceSettings> sources;
    private final List<ZabbixServer> servers;

    AuditReader(
            Placeholders placeholders,
            ZoneId timeZone,
            Path data,
            String host,
            Map<String, SourceSettings> sources,
            List<ZabbixServer> servers) {
        this.placeholders = placeholders;
        this.timeZone = timeZone;
        this.data = data;
        this.host = host;
        this.sources = sources;
        this.servers = servers;
    }

    Optional<AuditSettings> read(YamlMapping document) {
        if (!document.has("audit")) return Optional.empty();
        YamlMapping audit = document.mapping("audit");
        String stream = audit.text("stream");
        List<Producer> producers =
                entries(audit.mapping("producers"), (section, name) -> producer(section, name, stream));
        AuditSettings settings = new AuditSettings(
                store(audit),
                keys(audit),
                stream,
                seal(audit.mapping("seal")),
                listen(audit),
                tls(audit),
                producers,
                limits(audit.mapping("limits")),
                entries(audit.mapping("tails"), (section, name) -> tail(section, name, stream)),
                new ReportReader(placeholders).read(audit),
                audit.has("alerts")
                        ? new AlertReader(servers, host).read(audit.mapping("alerts"), producers)
                        : Optional.empty(),
                bank(audit));
        audit.done();
        return Optional.of(settings);
    }

    private Path keys(YamlMapping audit) {
        return audit.optionalText("keys").map(placeholders::path).orElse(data.resolve("audit.keys"));
    }

    private SealSettings seal(YamlMapping seal) {
        String name = seal.text("name", "audit/" + host.replaceAll("[\\s\\p{Cntrl}+]+", "-"));
        if (!name.matches("[^\\s\\p{Cntrl}+]+")) seal.problem("name", "must have no space and no plus sign");
        Duration every = every(seal, "verify-every", DEFAULT_VERIFY_EVERY);
        Path key = seal.optionalText("key").map(placeholders::path).orElse(data.resolve("audit.signing.key"));
        seal.done();
        return new SealSettings(key, name, every);
    }

    private StoreSettings store(YamlMapping audit) {
        Path directory = data.resolve("audit");
        if (!audit.isMapping("store")) {
            String store = audit.text("store", EMBEDDED);
            if (!store.equals(EMBEDDED))
                audit.problem("store", "is neither '" + EMBEDDED + "' nor a mapping with: url, user, password");
            return new StoreSettings.Embedded(directory);
        }
        YamlMapping store = audit.mapping("store");
        String url = store.text("url");
        if (!url.startsWith("jdbc:postgresql:")) store.problem("url", "must begin with jdbc:postgresql:");
        if (url.contains("password=")) store.problem("url", "must not hold the password; give it as 'password'");
        StoreSettings settings = new StoreSettings.Server(
                url, store.text("user"), placeholders.secret(store, "password").reveal());
        store.done();
        return settings;
    }

    private static Optional<Address> listen(YamlMapping audit) {
        try {
            return audit.optionalText("listen").map(text -> Address.parse(text, DEFAULT_PORT));
        } catch (IllegalArgumentException e) {
            audit.problem("listen", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<TlsIdentity> tls(YamlMapping audit) {
        if (!audit.has("tls")) return Optional.empty();
        YamlMapping tls = audit.mapping("tls");
        Path certificate = placeholders.path(tls.text("cert"));
        Path key = placeholders.path(tls.text("key"));
        tls.done();
        if (!tls.has("cert") || !tls.has("key")) return Optional.empty();
        placeholders.inspect(key);
        try {
            return Optional.of(TlsIdentity.read(certificate, key));
        } catch (IOException e) {
            audit.problem("tls", certificate + " or " + key + " cannot be read: " + Reason.of(e));
        } catch (IllegalArgumentException e) {
            audit.problem("tls", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<Producer> producer(YamlMapping section, String name, String stream) {
        YamlMapping producer = section.mapping(name);
        Optional<Credential> credential = credential(producer);
        int perSecond = producer.integer("events-per-second", 1000);
        if (perSecond < 1) producer.problem("events-per-second", "is below 1");
        Optional<Producer> read = credential.map(each -> new Producer(
                name,
                producer.text("stream", stream),
                producer.text("source", name),
                each,
                timeZone,
                Math.max(1, perSecond)));
        producer.done();
        return read;
    }

    private Optional<Credential> credential(YamlMapping producer) {
        List<String> given = CREDENTIALS.stream().filter(producer::has).toList();
        if (given.size() != 1) {
            producer.problem("must have one of: " + String.join(", ", CREDENTIALS));
            return Optional.empty();
        }
        String key = given.get(0);
        String secret = placeholders.secret(producer, key).reveal();
        try {
            return Optional.of(
                    switch (key) {
                        case "secret" -> new Credential.SharedSecret(secret);
                        case "token" -> new Credential.BearerToken(secret);
                        default -> new Credential.FrappeSecret(secret);
                    });
        } catch (IllegalArgumentException e) {
            producer.problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static IngestLimits limits(YamlMapping limits) {
        IngestLimits otherwise = IngestLimits.DEFAULT;
        Optional<Long> maxBody = limits.optionalText("max-body").flatMap(text -> {
            Optional<Long> size = Size.parse(text).filter(bytes -> bytes <= 64 << 20);
            if (size.isEmpty()) limits.problem("max-body", "is not a size such as 512K or 1M, of 64M at most");
            return size;
        });
        try {
            IngestLimits read = new IngestLimits(
                    maxBody.orElse((long) otherwise.maxBody()).intValue(),
                    limits.integer("max-items", otherwise.maxItems()),
                    limits.integer("requests", otherwise.requests()),
                    limits.integer("waiting", otherwise.waiting()),
                    limits.duration("request-time").orElse(otherwise.requestTime()),
                    limits.duration("commit-time").orElse(otherwise.commitTime()),
                    limits.duration("replay-window").orElse(otherwise.replayWindow()));
            limits.done();
            return read;
        } catch (IllegalArgumentException e) {
            limits.problem(String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private Optional<TailSettings> tail(YamlMapping section, String name, String stream) {
        YamlMapping tail = section.mapping(name);
        Optional<SourceSettings.Sql> database = database(tail);
        Optional<Declarations> tables = tables(tail);
        Duration every = every(tail, "every", DEFAULT_EVERY);
        Duration compareEvery = every(tail, "compare-every", DEFAULT_COMPARE_EVERY);
        Overlap overlap = new Overlap(
                tail.duration("longest-transaction").orElse(Overlap.DEFAULT.longestTransaction()),
                tail.duration("again-every").orElse(Overlap.DEFAULT.every()));
        String ownStream = tail.text("stream", stream);
        String source = tail.text("as", name);
        tail.done();
        if (database.isEmpty() || tables.isEmpty()) return Optional.empty();
        return Optional.of(
                new TailSettings(name, database.get(), ownStream, source, tables.get(), every, overlap, compareEvery));
    }

    private Optional<BankSettings> bank(YamlMapping audit) {
        if (!audit.has("bank")) return Optional.empty();
        YamlMapping bank = audit.mapping("bank");
        BankSettings settings =
                new BankSettings(placeholders.path(bank.text("directory")), every(bank, "every", DEFAULT_BANK_EVERY));
        bank.done();
        return Optional.of(settings);
    }

    private static Duration every(YamlMapping section, String key, Duration otherwise) {
        Duration every = section.duration(key).orElse(otherwise);
        if (every.isZero()) section.problem(key, "must be at least 1s");
        return every;
    }

    private Optional<SourceSettings.Sql> database(YamlMapping tail) {
        String name = tail.text("source");
        if (sources.get(name) instanceof SourceSettings.Sql sql) return Optional.of(sql);
        if (!name.isEmpty())
            tail.problem("source", "no database has this name under sources" + Suggestion.hint(name, sources.keySet()));
        return Optional.empty();
    }

    private Optional<Declarations> tables(YamlMapping tail) {
        String tables = tail.text("tables", "verenigingen");
        try {
            return Optional.of(
                    tables.endsWith(".json")
                            ? Declarations.read(placeholders.path(tables))
                            : Declarations.builtIn(tables));
        } catch (IllegalArgumentException e) {
            tail.problem("tables", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private interface EntryReader<T> {
        Optional<T> read(YamlMapping section, String name);
    }

    private static <T> List<T> entries(YamlMapping section, EntryReader<T> reader) {
        List<T> found = new ArrayList<>();
        for (String name : section.keys()) reader.read(section, name).ifPresent(found::add);
        section.done();
        return found;
    }
}
