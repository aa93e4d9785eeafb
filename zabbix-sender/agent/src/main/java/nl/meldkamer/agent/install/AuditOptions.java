package nl.meldkamer.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nl.meldkamer.templates.install.AuditTarget;
import nl.meldkamer.templates.install.InstallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which audit store Zabbix tells of its alerts. */
final class AuditOptions {

    /** What the audit store demands of a token, too. */
    private static final int SHORTEST = 16;

    @Option(
            names = "--audit-url",
            paramLabel = "URL",
            description = {
                "Also make a media type and an action by which Zabbix tells the audit store at this address of the"
                        + " host's problems: http://127.0.0.1:10080.",
                "Without it what an earlier run made of these stays."
            })
    private @Nullable String url;

    @Option(
            names = "--audit-token-file",
            paramLabel = "FILE",
            description = "File with the token of the producer that Zabbix is to the audit store. It becomes a secret"
                    + " macro of the host. Without it the token of an earlier run stays.")
    private @Nullable Path tokenFile;

    Optional<AuditTarget> target() {
        if (url == null && tokenFile != null) throw new InstallException("--audit-token-file needs --audit-url");
        if (url == null) return Optional.empty();
        if (!url.matches("https?://[^\\s/]+(/\\S*)?"))
            throw new InstallException("--audit-url is not an address such as http://127.0.0.1:10080");
        return Optional.of(new AuditTarget(url, Optional.ofNullable(tokenFile).map(AuditOptions::token)));
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file).lines().findFirst().orElse("").strip();
            if (token.length() < SHORTEST)
                throw new InstallException(file + " holds no token of " + SHORTEST + " characters or more");
            return token;
        } catch (IOException e) {
            throw new InstallException(file + " can't be read: " + e);
        }
    }
}
