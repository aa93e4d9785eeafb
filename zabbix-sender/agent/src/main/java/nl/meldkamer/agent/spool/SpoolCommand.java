package nl.meldkamer.agent.spool;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code meldkamer spool}: looks into the spool, whether or not the daemon runs. */
@Command(
        name = "spool",
        exitCodeOnInvalidInput = 1,
        description = "Look into the spool, and put dead letters back.",
        synopsisSubcommandLabel = "COMMAND")
public final class SpoolCommand implements Runnable {

    private final Supplier<Path> configured;
    private final AgainstHistory history;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The spool's directory; by default the one that the configuration names.")
    private @Nullable Path directory;

    /** With the directory that the configuration names, asked for only when the command line has none. */
    public SpoolCommand(Supplier<Path> configured, AgainstHistory history) {
        this.configured = configured;
        this.history = history;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which of these: " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(exitCodeOnInvalidInput = 1, description = "How much waits, for whom, and how long.")
    int status() {
        SpoolStatus status = operations().status();
        PrintWriter out = out();
        out.printf("spool         %s%n", status.directory());
        status.owed().forEach((name, count) -> out.printf("waiting       %d for %s%n", count, name));
        out.printf(
                "oldest        %s%n",
                status.oldest().map(age -> age.toSeconds() + " s").orElse("-"));
        out.printf("dead letters  %d%n", status.deadLetters());
        out.printf("size          %d bytes in use, %d on disk%n", status.usedBytes(), status.fileBytes());
        status.damaged().forEach(file -> out.printf("damaged       %s, moved aside%n", file));
        return 0;
    }

    @Command(exitCodeOnInvalidInput = 1, description = "The oldest waiting samples.")
    int list(@Option(names = "--limit", defaultValue = "100", paramLabel = "N") int limit) {
        for (SpooledSample row : operations().list(limit)) out().println(line(row.id(), row.sample()));
        return 0;
    }

    @Command(exitCodeOnInvalidInput = 1, description = "The newest dead letters, and why they are dead.")
    int dead(@Option(names = "--limit", defaultValue = "100", paramLabel = "N") int limit) {
        for (DeadLetter letter : operations().dead(limit))
            out().printf("%s: %s, %s%n", line(letter.id(), letter.sample()), letter.destination(), letter.reason());
        return 0;
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = "Put dead letters back into the spool; all of them, unless some are named.")
    int replay(@Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<Long> ids) {
        int count = ids == null || ids.isEmpty()
                ? operations().replayAll()
                : operations().replay(ids);
        out().printf("%d dead letters wait again%n", count);
        return 0;
    }

    @Command(
            exitCodeOnInvalidInput = 1,
            description = {
                "Read everything and compare it with its checksums; exits 1 if anything is damaged.",
                "With --against-history: ask Zabbix whether it has what it has acknowledged; exits 1 if anything is"
                        + " missing or there twice."
            })
    int verify(
            @Option(
                            names = "--against-history",
                            description = "Compare what is remembered as delivered with the history in Zabbix.")
                    boolean againstHistory,
            @Option(
                            names = "--minutes",
                            paramLabel = "N",
                            defaultValue = "15",
                            description = "How far back; by default ${DEFAULT-VALUE}.")
                    int minutes,
            @Option(
                            names = "--settle",
                            paramLabel = "SECONDS",
                            defaultValue = "60",
                            description = "Leave out what was acknowledged so lately: Zabbix answers before it writes."
                                    + " By default ${DEFAULT-VALUE}.")
                    int settle,
            @Option(names = "--resend", description = "Put what is missing into the spool again, as it was.")
                    boolean resend,
            @Option(
                            names = "--destination",
                            paramLabel = "NAME",
                            description = "Only this server; by default all whose API the configuration names.")
                    @Nullable String destination,
            @Option(
                            names = "--api-url",
                            paramLabel = "URL",
                            description = "Address of api_jsonrpc.php, instead of the configured one.")
                    @Nullable String url,
            @Option(names = "--api-token-file", paramLabel = "FILE", description = "File with the token for it.")
                    @Nullable Path tokenFile) {
        if (againstHistory)
            return history.verify(
                            operations(),
                            new AgainstHistory.Question(
                                    Duration.ofMinutes(minutes),
                                    Duration.ofSeconds(settle),
                                    resend,
                                    Optional.ofNullable(destination),
                                    Optional.ofNullable(url),
                                    Optional.ofNullable(tokenFile)),
                            out())
                    ? 0
                    : 1;
        if (resend) throw new ParameterException(spec.commandLine(), "--resend goes only with --against-history");
        return verifyFile();
    }

    private int verifyFile() {
        Verification found = operations().verify();
        out().printf(
                        "%d samples read, %d damaged%n",
                        found.checked(), found.damaged().size());
        found.damaged().forEach(id -> out().printf("damaged: sample %d%n", id));
        found.problems().forEach(problem -> out().printf("damaged: %s%n", problem));
        return found.sound() ? 0 : 1;
    }

    @Command(exitCodeOnInvalidInput = 1, description = "Write the waiting samples as lines of JSON.")
    int export(
            @Option(names = "--to", paramLabel = "FILE", description = "A file instead of the standard output.")
                    @Nullable Path file)
            throws IOException {
        if (file == null) {
            operations().export(out());
            return 0;
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            out().printf("%d samples written to %s%n", operations().export(writer), file);
        }
        return 0;
    }

    /** Values may be long or private, and the way to see them is the export. */
    private static String line(long id, Sample sample) {
        return id + " " + sample.clock() + "." + String.format("%09d", sample.ns()) + " " + sample.host() + " "
                + sample.key();
    }

    private SpoolOperations operations() {
        Path chosen = Optional.ofNullable(directory).orElseGet(configured);
        return new SpoolOperations(chosen, InstantSource.system());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
