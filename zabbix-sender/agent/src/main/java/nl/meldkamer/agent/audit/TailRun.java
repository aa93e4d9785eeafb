package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.tail.TableReport;
import nl.meldkamer.audit.tail.Tail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at an app's tables again and again, and says once what is wrong with one and once that it is well again. */
final class TailRun implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TailRun.class);

    private final String name;
    private final Tail tail;
    private final Map<String, String> troubles = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private volatile int count;
    private @Nullable ScheduledFuture<?> schedule;

    TailRun(String name, Tail tail) {
        this.name = name;
        this.tail = tail;
    }

    void follow(ScheduledExecutorService executor, Duration every) {
        schedule = executor.scheduleWithFixedDelay(this, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    String name() {
        return name;
    }

    /** Tables that could not be read, or not be stored, when they were last looked at. */
    int troubles() {
        return count;
    }

    @Override
    public void run() {
        try {
            tail.poll().forEach(this::tell);
            count = (int)
                    troubles.values().stream().filter(each -> !each.isEmpty()).count();
        } catch (RuntimeException e) {
            // The schedule would end with it.
            log.error("audit tail {}: a look at the tables failed", name, e);
        }
    }

    private void tell(TableReport report) {
        String before = troubles.put(report.document(), report.trouble());
        if (report.trouble().isEmpty()) {
            if (before != null && !before.isEmpty())
                log.info("audit tail {}: {} is read again", name, report.document());
            tellMissing(report);
        } else if (!report.trouble().equals(before)) {
            log.warn("audit tail {}: {} is not read: {}", name, report.document(), report.trouble());
        }
    }

    private void tellMissing(TableReport report) {
        String columns = String.join(", ", report.missing());
        if (!columns.equals(missing.put(report.document(), columns)) && !columns.isEmpty())
            log.warn("audit tail {}: {} has no {}; they are left out", name, report.document(), columns);
    }

    void close() {
        if (schedule != null) schedule.cancel(true);
        tail.close();
    }
}
