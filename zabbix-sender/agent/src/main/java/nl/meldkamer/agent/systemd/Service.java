package nl.meldkamer.agent.systemd;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the daemon fares, where systemd has started it and wants to know ({@code Type=notify}). Elsewhere
 * nothing happens. That systemd could not be told is logged, and ends nothing: when it matters, systemd ends the daemon.
 * Thread-safe.
 */
public final class Service implements AutoCloseable {

    /** How the daemon's work stands. */
    public interface Work {

        /** How long it has been stuck in one step; zero while it has nothing to do. */
        Duration standstill();

        /** In a few words, for {@code systemctl status}. */
        String status();
    }

    private static final Logger log = LoggerFactory.getLogger(Service.class);

    /** Of the time that systemd waits for a sign of life, so that one that is late does not end the daemon. */
    private static final int SIGNS_IN_TIME = 3;

    private final Optional<NotifySocket> socket;
    private final Optional<Duration> watchdog;
    private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor(Service::thread);

    private Service(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /**
     * The service that the variables {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} tell of.
     *
     * @param process the number of this process; the watchdog of another is none of ours
     */
    public static Service of(Map<String, String> environment, long process) {
        Optional<NotifySocket> socket =
                Optional.ofNullable(environment.get("NOTIFY_SOCKET")).flatMap(Service::open);
        return new Service(socket, socket.flatMap(any -> watchdog(environment, process)));
    }

    private static Optional<NotifySocket> open(String path) {
        try {
            return Optional.of(NotifySocket.open(path));
        } catch (IOException e) {
            log.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long process) {
        String owner = environment.getOrDefault("WATCHDOG_PID", "");
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        if (!owner.isEmpty() && !owner.equals(Long.toString(process))) return Optional.empty();
        if (!micros.matches("[1-9][0-9]{0,17}")) return Optional.empty();
        return Optional.of(Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
    }

    /**
     * Everything has started. From now on the watchdog is fed, by a thread of its own but only for as long as the work
     * goes on: work that has stood still for longer than {@code patience} is as good as dead, however alive the process.
     */
    public void ready(Work work, Duration patience) {
        tell("READY=1\nSTATUS=" + status(work));
        watchdog.ifPresent(limit -> {
            long micros = Math.max(1, limit.toNanos() / 1000 / SIGNS_IN_TIME);
            var unused = feeder.scheduleWithFixedDelay(() -> feed(work, patience), 0, micros, TimeUnit.MICROSECONDS);
        });
    }

    /** The daemon ends because it was told to; from then on systemd wants no sign of life, but waits for the end. */
    public void stopping() {
        feeder.shutdownNow();
        tell("STOPPING=1\nSTATUS=sending what can be sent");
    }

    @Override
    public void close() {
        feeder.shutdownNow();
        socket.ifPresent(NotifySocket::close);
    }

    private void feed(Work work, Duration patience) {
        try {
            Duration standstill = work.standstill();
            if (standstill.compareTo(patience) <= 0) tell("WATCHDOG=1\nSTATUS=" + status(work));
            else starve(standstill);
        } catch (RuntimeException e) {
            log.error("whether the daemon's work goes on can't be told; the watchdog is not fed", e);
        }
    }

    private void starve(Duration standstill) {
        log.error("delivery has stood still for {} s; the watchdog is not fed", standstill.toSeconds());
        tell("STATUS=delivery has stood still for " + standstill.toSeconds() + " s");
    }

    private static String status(Work work) {
        return work.status().replace('\n', ' ');
    }

    private void tell(String message) {
        socket.ifPresent(open -> {
            try {
                open.send(message);
            } catch (IOException e) {
                log.warn("{}", e.getMessage());
            }
        });
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    }
}
