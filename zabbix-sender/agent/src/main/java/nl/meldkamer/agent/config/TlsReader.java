package nl.meldkamer.agent.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nl.meldkamer.sender.CertificateFiles;
import nl.meldkamer.sender.TlsSettings;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * Reads {@code tls} of a server: {@code certificate} or {@code psk}, else nothing is encrypted. The files are read at
 * once, so that what is wrong with one is told with all other faults.
 */
final class TlsReader {

    private final Placeholders placeholders;

    TlsReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    TlsSettings read(YamlMapping server) {
        if (!server.has("tls")) return TlsSettings.unencrypted();
        YamlMapping tls = server.mapping("tls");
        TlsSettings read = TlsSettings.unencrypted();
        if (tls.has("certificate") == tls.has("psk")) tls.problem("must have one of: certificate, psk");
        else read = tls.has("psk") ? psk(tls) : certificate(tls);
        tls.done();
        return read;
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
