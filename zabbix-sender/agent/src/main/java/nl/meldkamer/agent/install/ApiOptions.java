package nl.meldkamer.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.api.Deadline;
import nl.meldkamer.templates.api.Login;
import nl.meldkamer.templates.api.ZabbixApi;
import nl.meldkamer.templates.install.InstallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Zabbix, and in whose name. A secret is asked for, or comes from a file or the environment. */
final class ApiOptions {

    private static final String TOKEN = "MELDKAMER_ZABBIX_TOKEN";
    private static final String PASSWORD = "MELDKAMER_ZABBIX_PASSWORD";

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Address at which the Zabbix frontend opens in a browser.")
    private String url = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            arity = "0..1",
            interactive = true,
            description = {
                "API token of an administrator; without a value it is asked for.",
                "Every user of the machine can see a value that stands on the command line: better --token-file, or"
                        + " the environment variable " + TOKEN + "."
            })
    private char @Nullable [] token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the API token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "Log in as this user of the frontend instead of by token; the password is in --password-file"
                    + " or the environment variable " + PASSWORD + ", or is asked for by --password.")
    private @Nullable String user;

    @Option(names = "--password", interactive = true, description = "Ask for the password of --user.")
    private char @Nullable [] password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password of --user.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Time limit for making the plan, and again for carrying it out; by default ${DEFAULT-VALUE}.")
    private int timeout = 300;

    ZabbixApi connect(Map<String, String> environment) {
        return ZabbixApi.connect(url, login(environment), deadline());
    }

    /** From now on. */
    Deadline deadline() {
        if (timeout < 1) throw new InstallException("--timeout is at least 1 second");
        return Deadline.in(Duration.ofSeconds(timeout), System::nanoTime);
    }

    private Login login(Map<String, String> environment) {
        if (user != null) return new Login.Password(user, password(environment));
        if (password != null || passwordFile != null) throw new InstallException("a password needs --user");
        return new Login.Token(secret(token, tokenFile, environment.get(TOKEN))
                .orElseThrow(() -> new InstallException("no login: give --token-file FILE, the environment variable "
                        + TOKEN + ", --token to be asked for it, or --user")));
    }

    private String password(Map<String, String> environment) {
        if (token != null || tokenFile != null) throw new InstallException("give either a token or --user, not both");
        return secret(password, passwordFile, environment.get(PASSWORD))
                .orElseThrow(() -> new InstallException("no password: give --password-file FILE, the environment"
                        + " variable " + PASSWORD + ", or --password to be asked for it"));
    }

    private static Optional<String> secret(char @Nullable [] asked, @Nullable Path file, @Nullable String variable) {
        if (asked != null && file != null) throw new InstallException("give a secret by one way, not by two");
        if (asked != null) return Optional.of(new String(asked));
        if (file != null) return Optional.of(firstLine(file));
        return Optional.ofNullable(variable);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new InstallException(file + " can't be read: " + e);
        }
    }
}
