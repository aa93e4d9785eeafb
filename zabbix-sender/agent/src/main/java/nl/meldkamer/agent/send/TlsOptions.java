package nl.meldkamer.agent.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.sender.CertificateFiles;
import nl.meldkamer.sender.TlsSettings;

/** Reads the options {@code --tls-*} and the parameters {@code TLS*}, by the rules that zabbix_sender has for them. */
final class TlsOptions {
    private static final List<Option> DETAILS = List.of(
            Option.TLS_CA_FILE,
            Option.TLS_CRL_FILE,
            Option.TLS_SERVER_CERT_ISSUER,
            Option.TLS_SERVER_CERT_SUBJECT,
            Option.TLS_CERT_FILE,
            Option.TLS_KEY_FILE,
            Option.TLS_PSK_IDENTITY,
            Option.TLS_PSK_FILE);

    private final Sources sources;

    private TlsOptions(Sources sources) {
        this.sources = sources;
    }

    static TlsSettings read(Sources sources) throws InvalidSettingsException {
        return new TlsOptions(sources).read();
    }

    private TlsSettings read() throws InvalidSettingsException {
        refuseCiphers();
        Optional<Setting> mode = sources.setting(Option.TLS_CONNECT);
        if (mode.isEmpty()) return withoutMode();
        return switch (mode.get().value()) {
            case "unencrypted" -> TlsSettings.unencrypted();
            case "psk" -> psk();
            case "cert" -> certificate();
            default -> throw mode.get().invalid("unencrypted, psk or cert is expected");
        };
    }

    /** Taking no notice of a restriction would be worse than not to send. */
    private void refuseCiphers() throws InvalidSettingsException {
        for (Option option : List.of(Option.TLS_CIPHER13, Option.TLS_CIPHER)) {
            if (sources.option(option).isPresent())
                throw new InvalidSettingsException(
                        "option \"" + option + "\": the cipher suites can't be chosen; leave it out");
        }
    }

    /** Who gives a key means to use it: not saying how must not end in sending without. */
    private TlsSettings withoutMode() throws InvalidSettingsException {
        for (Option option : DETAILS) {
            Optional<Setting> setting = sources.setting(option);
            if (setting.isPresent())
                throw new InvalidSettingsException(
                        setting.get().origin() + ": is given, but neither --tls-connect nor TLSConnect");
        }
        return TlsSettings.unencrypted();
    }

    private TlsSettings psk() throws InvalidSettingsException {
        Setting identity = required(Option.TLS_PSK_IDENTITY);
        Setting file = required(Option.TLS_PSK_FILE);
        try {
            return TlsSettings.psk(identity.value(), Path.of(file.value()));
        } catch (IOException | IllegalArgumentException wrong) {
            throw unusable(file, wrong);
        }
    }

    private TlsSettings certificate() throws InvalidSettingsException {
        Setting certificate = required(Option.TLS_CERT_FILE);
        CertificateFiles files = new CertificateFiles(
                path(required(Option.TLS_CA_FILE)),
                optional(Option.TLS_CRL_FILE).map(Path::of),
                path(certificate),
                path(required(Option.TLS_KEY_FILE)),
                optional(Option.TLS_SERVER_CERT_ISSUER),
                optional(Option.TLS_SERVER_CERT_SUBJECT),
                false);
        try {
            return TlsSettings.certificate(files);
        } catch (IOException | IllegalArgumentException wrong) {
            throw unusable(certificate, wrong);
        }
    }

    private static InvalidSettingsException unusable(Setting setting, Exception wrong) {
        return new InvalidSettingsException(setting.origin() + ": " + wrong.getMessage());
    }

    private static Path path(Setting setting) {
        return Path.of(setting.value());
    }

    private Optional<String> optional(Option option) throws InvalidSettingsException {
        Optional<Setting> setting = sources.setting(option);
        return setting.isPresent() ? Optional.of(setting.get().requireText().value()) : Optional.empty();
    }

    private Setting required(Option option) throws InvalidSettingsException {
        return sources.setting(option)
                .orElseThrow(() -> new InvalidSettingsException("the TLS mode needs --" + option.longName() + " or "
                        + option.parameter().orElse("")))
                .requireText();
    }
}
