package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that can be told from another one that got its number later.
 *
 * <p>Its file is one line: the pid, a space, and when it started in clock ticks since boot (proc(5), field 22 of stat).
 */
record RunningProcess(long pid, long startTicks) {

    private static final int SESSION_AFTER_NAME = 3;
    private static final int START_TICKS_AFTER_NAME = 19;
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(30);

    static RunningProcess of(Process process) throws IOException {
        long pid = process.pid();
        return new RunningProcess(
                pid, startTicks(pid).orElseThrow(() -> new IOException("process " + pid + " ended at once")));
    }

    /** The process that the file names, if it still runs. */
    static Optional<RunningProcess> in(Path file) throws IOException {
        try {
            String[] words = Files.readString(file).strip().split(" ", 2);
            RunningProcess written = new RunningProcess(Long.parseLong(words[0]), Long.parseLong(words[1]));
            return Optional.of(written).filter(RunningProcess::isAlive);
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (RuntimeException damaged) {
            throw new IOException(file + " holds no pid and start time; remove it when no such process runs", damaged);
        }
    }

    void writeTo(Path file) throws IOException {
        Files.writeString(file, pid + " " + startTicks + "\n");
    }

    boolean isAlive() {
        return startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
    }

    /** Tells the process. That it has just ended is no error. */
    void tell(Signal signal) throws IOException {
        if (isAlive())
            Command.of("kill", "-s", signal.name(), Long.toString(pid)).succeeds();
    }

    /** Ends the process and the others of its group, if it leads one. */
    void killGroup() throws IOException {
        if (isAlive())
            Command.of("kill", "-s", Signal.KILL.name(), "--", "-" + pid).succeeds();
    }

    /** Ends the process and all that it started, in whatever group they are, and waits until they are gone. */
    void killWithDescendants() {
        if (!isAlive()) return;
        List<ProcessHandle> family = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        Deadline deadline = Deadline.in(LONGEST_DEATH);
        while (Stream.concat(family.stream(), born().stream()).anyMatch(RunningProcess::isThere) && !deadline.isOver())
            deadline.pause();
    }

    /** Those of its session, if it leads one, that it started while its family was looked up; they are told to end. */
    private List<ProcessHandle> born() {
        List<ProcessHandle> born = ProcessHandle.allProcesses()
                .filter(process -> isThere(process)
                        && field(process.pid(), SESSION_AFTER_NAME)
                                .filter(session -> session == pid)
                                .isPresent())
                .toList();
        born.forEach(ProcessHandle::destroyForcibly);
        return born;
    }

    private static boolean isThere(ProcessHandle process) {
        return startTicks(process.pid()).isPresent();
    }

    private static Optional<Long> startTicks(long pid) {
        return field(pid, START_TICKS_AFTER_NAME);
    }

    /** Empty too for a zombie: it has ended, only nobody has taken note. */
    private static Optional<Long> field(long pid, int afterName) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.valueOf(fields[afterName]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
