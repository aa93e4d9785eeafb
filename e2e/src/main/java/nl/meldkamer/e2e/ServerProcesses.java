package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All processes that this one has started, where a database's are the only ones. */
public final class ServerProcesses {

    private static final double MILLISECONDS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME_OF_CHILDREN = 14;

    private ServerProcesses() {}

    /**
     * What they have used of the processors, in milliseconds; with that of processes of theirs that have ended, as
     * PostgreSQL starts one for each part of a parallel query.
     */
    public static double cpu() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(process -> cpu(process.pid()))
                .sum();
    }

    private static double cpu(long pid) {
        try {
            return ofStat(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            return 0; // It ended just now: its parent has it in its own count.
        }
    }

    /**
     * The sum of utime, stime, cutime and cstime of proc(5).
     *
     * @param stat "pid (name) state ppid ...", where the name may hold anything
     */
    static double ofStat(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = 0;
        for (int field = USER_TIME; field <= SYSTEM_TIME_OF_CHILDREN; field++) ticks += Long.parseLong(fields[field]);
        return ticks * MILLISECONDS_PER_TICK;
    }
}
