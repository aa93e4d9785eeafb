package nl.meldkamer.agent.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.CertificateFiles;
import nl.meldkamer.sender.TlsSettings;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * Reads {@code tls} of a server: {@code certificate} or {@code psk}, else nothing is encrypted. The files are read at
 * once, so that what is wrong with one is told with all other faults. {@code hosts} gives a host its own, as a pre-shared
 * key in Zabbix is one host's.
 */
final class TlsReader {

    private final Placeholders placeholders;

    TlsReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    ServerTls read(YamlMapping server) {
        if (!server.has("tls")) return ServerTls.unencrypted();
        YamlMapping tls = server.mapping("tls");
        Map<String, TlsSettings> byHost = tls.has("hosts") ? hosts(tls.mapping("hosts")) : Map.of();
        boolean onlyHosts = tls.has("hosts") && !tls.has("certificate") && !tls.has("psk");
        ServerTls read = new ServerTls(onlyHosts ? TlsSettings.unencrypted() : settings(tls), byHost);
        tls.done();
        return read;
    }

    private Map<String, TlsSettings> hosts(YamlMapping hosts) {
        Map<String, TlsSettings> found = new HashMap<>();
        for (String host : hosts.keys()) {
            YamlMapping own = hosts.mapping(host);
            found.put(host, settings(own));
            own.done();
        }
        if (found.isEmpty()) hosts.problem("names no host; write HOST: {psk: {identity: ..., file: ...}}");
        return found;
    }

    private TlsSettings settings(YamlMapping tls) {
        if (tls.has("certificate") != tls.has("psk")) return tls.has("psk") ? psk(tls) : certificate(tls);
        tls.problem("must have one of: certificate, psk");
        return TlsSettings.unencrypted();
    }

    private TlsSettings certificate(YamlMapping tls) {
        YamlMapping mapping = tls.mapping("certificate");
        CertificateFiles files = new CertificateFiles(
                path(mapping, "ca"),
                mapping.optionalText("crl").map(placeholders::path),
                path(mapping, "cert"),
                path(mapping, "key"),
                mapping.optionalText("server-issuer"),
                mapping.optionalText("server-subject"),
                mapping.bool("check-host-name", false));
        mapping.done();
        if (!mapping.has("ca") || !mapping.has("cert") || !mapping.has("key")) return TlsSettings.unencrypted();
        placeholders.inspect(files.key());
        return made(tls, "certificate", () -> TlsSettings.certificate(files));
    }

    private TlsSettings psk(YamlMapping tls) {
        YamlMapping mapping = tls.mapping("psk");
        String identity = mapping.text("identity");
        boolean inFile = mapping.has("file");
        if (inFile == mapping.has("key")) mapping.problem("must have one of: file, with the path of the key, or key");
        Optional<Path> file = mapping.optionalText("file").map(placeholders::path);
        Optional<Secret> key = mapping.has("key") ? Optional.of(placeholders.secret(mapping, "key")) : Optional.empty();
        mapping.done();
        file.ifPresent(placeholders::inspect);
        if (identity.isEmpty() || inFile == key.isPresent()) return TlsSettings.unencrypted();
        return made(
                tls,
                "psk",
                () -> file.isPresent()
                        ? TlsSettings.psk(identity, file.get())
                        : TlsSettings.psk(identity, key.orElseThrow().reveal()));
    }

    private interface Making {
        TlsSettings make() throws IOException;
    }

    private static TlsSettings made(YamlMapping tls, String key, Making making) {
        try {
            return making.make();
        } catch (IOException | IllegalArgumentException e) {
            tls.problem(key, String.valueOf(e.getMessage()));
        }
        return TlsSettings.unencrypted();
    }

    private Path path(YamlMapping mapping, String key) {
        return placeholders.path(mapping.text(key));
    }
}
