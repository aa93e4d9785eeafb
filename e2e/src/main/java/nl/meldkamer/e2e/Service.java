package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A program in the background with a directory of its own, known by the pid file there; its output goes to a log file
 * beside that. Safe to start twice: what runs is left running.
 */
final class Service {

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * The kernel tells a child that its parent is gone when the <em>thread</em> that started it ends, so one thread that
     * lives as long as the JVM starts them all.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "service-starter");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Path directory;
    private final Settings settings;
    private final Signal stopSignal;

    /** How the services of one set-up run. */
    record Settings(Account account, Lifetime lifetime) {}

    /** A question to a server that throws until it is ready. */
    @FunctionalInterface
    interface Probe {
        void ask() throws Exception;
    }

    Service(String name, Path directory, Settings settings, Signal stopSignal) {
        this.name = name;
        this.directory = directory;
        this.settings = settings;
        this.stopSignal = stopSignal;
    }

    /** What it wrote since it was started last. */
    Path log() {
        return directory.resolve(name + ".log");
    }

    private Path oldLog() {
        return directory.resolve(name + ".log.old");
    }

    boolean isRunning() throws IOException {
        return running().isPresent();
    }

    /** Of the process that was started. */
    long pid() throws IOException {
        return running()
                .orElseThrow(() -> new IOException(name + " does not run"))
                .pid();
    }

    private Optional<RunningProcess> running() throws IOException {
        return RunningProcess.in(pidFile());
    }

    private Path pidFile() {
        return directory.resolve(name + ".pid");
    }

    /** Starts it unless it runs, and waits until it answers. When it does not, it is stopped again. */
    void start(List<String> command, Map<String, String> environment, Probe ready, Duration patience)
            throws IOException {
        if (!isRunning()) launch(command, environment);
        try {
            await(ready, Deadline.in(patience), patience);
        } catch (IOException | RuntimeException failed) {
            stop();
            throw failed;
        }
    }

    private void launch(List<String> command, Map<String, String> environment) throws IOException {
        if (Files.exists(log())) Files.move(log(), oldLog(), StandardCopyOption.REPLACE_EXISTING);
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(settings.account().running(directory));
        if (settings.lifetime() == Lifetime.WITH_THIS_JVM) {
            words.addAll(List.of("--pdeathsig", stopSignal.name()));
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopQuietly, "stop-" + name));
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(Command.NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        // Nothing of ours: not the settings of whoever runs this, and no secret of theirs.
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", PATH, "HOME", directory.toString(), "LANG", "C.UTF-8"));
        builder.environment().putAll(environment);
        RunningProcess.of(onStarter(builder::start)).writeTo(pidFile());
    }

    private static Process onStarter(Callable<Process> start) throws IOException {
        try {
            return STARTER.submit(start).get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("told to stop while starting a server", interrupted);
        }
    }

    /** What answers may also be left of an earlier process, so that this one must run too. */
    private void await(Probe ready, Deadline deadline, Duration patience) throws IOException {
        while (true) {
            Exception notYet = ask(ready);
            if (!isRunning()) throw new IOException(name + " ended instead of starting. " + Log.tail(log()), notYet);
            if (notYet == null) return;
            if (deadline.isOver()) throw new IOException(notReady(patience, notYet), notYet);
            deadline.pause();
        }
    }

    /** Null when it answered. */
    private static @Nullable Exception ask(Probe ready) {
        try {
            ready.ask();
            return null;
        } catch (Exception notYet) {
            return notYet;
        }
    }

    private String notReady(Duration patience, Exception answer) {
        return name + " was not ready within " + patience.toSeconds() + " s (" + answer.getMessage() + "). "
                + Log.tail(log());
    }

    /** Stops it if it runs: politely first, and by force after half a minute. */
    void stop() throws IOException {
        RunningProcess process = running().orElse(null);
        if (process != null) end(process);
        Files.deleteIfExists(pidFile());
    }

    /** Ends it and all that it started without a word, as a power cut would. */
    void kill() throws IOException {
        RunningProcess process = running().orElse(null);
        if (process != null) process.killWithDescendants();
        Files.deleteIfExists(pidFile());
    }

    private void end(RunningProcess process) throws IOException {
        process.tell(stopSignal);
        Deadline deadline = Deadline.in(STOP);
        while (process.isAlive() && !deadline.isOver()) deadline.pause();
        process.killGroup();
    }

    private void stopQuietly() {
        try {
            stop();
        } catch (IOException | RuntimeException hopeless) {
            // The JVM is going down, and the kernel will tell the server.
        }
    }
}
