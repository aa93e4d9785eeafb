package nl.meldkamer.e2e.module;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in the background, whose output goes to a file. It ends with the thread that started it. */
public final class Background implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(20);
    private static final String ACCOUNT = "zabbix";

    private final Process process;
    private final Path log;

    private Background(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it as the user that we are. */
    public static Background start(Path log, Map<String, String> environment, List<String> words) throws IOException {
        return start(log, environment, List.of(), words);
    }

    /** Starts it as the user of the Zabbix packages, if we may. */
    public static Background startAsZabbix(Path log, Map<String, String> environment, List<String> words)
            throws IOException {
        return start(log, environment, becomeZabbix(), words);
    }

    private static Background start(Path log, Map<String, String> environment, List<String> account, List<String> words)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        all.addAll(account);
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Background(builder.start(), log);
    }

    private static List<String> becomeZabbix() {
        if (!isRoot()) return List.of();
        return List.of("--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups");
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** A directory that the program may write in. */
    static Path directory(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (isRoot())
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        return directory;
    }

    /** The process and all that descend from it. */
    public Set<Long> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** What it wrote. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Tells the process and all that descend from it. */
    public void signal(String name) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("kill", "-s", name));
        family().forEach(pid -> words.add(Long.toString(pid)));
        new ProcessBuilder(words).start().waitFor();
    }

    /** Ends it without a word, as a power cut would. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        hasEnded();
    }

    @Override
    public void close() {
        process.destroy();
        if (!hasEnded()) kill();
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
