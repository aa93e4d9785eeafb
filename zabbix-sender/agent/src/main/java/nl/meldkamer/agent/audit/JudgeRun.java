package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.rule.Judge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again at what is new by the rules. */
final class JudgeRun implements Runnable {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(JudgeRun.class);

    private final Judge judge;
    private boolean failed;

    private JudgeRun(Judge judge) {
        this.judge = judge;
    }

    static void follow(Judge judge, ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(new JudgeRun(judge), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        try {
            int changed = judge.look();
            if (changed > 0) log.info("audit findings: {} opened or closed", changed);
            failed = false;
        } catch (RuntimeException e) {
            // The schedule would end with it. What was not kept is found again.
            if (!failed)
                log.warn(
                        "audit rules could not be applied; they are tried again: {}",
                        e.getClass().getSimpleName());
            failed = true;
        }
    }
}
