package nl.meldkamer.e2e;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Lets an association live: people join and leave, batches move on, jobs come and go, now and then an error. In all that
 * it stays within what raises no trigger. What it cannot do at a moment (the database is down) it leaves, and says so
 * once.
 */
final class Simulator {

    private static final int LEFT_A_DAY = 8;
    private static final int ERRORS_A_DAY = 40;
    private static final int ERRORS_AN_HOUR = 8;
    private static final int EXCEPTIONS_A_DAY = 4;
    private static final int FAILURES_AN_HOUR = 3;
    private static final int BURST = 15;

    /** Something that happens again and again, on average once in a while. */
    private record Habit(String what, Duration onAverage, Happening happening) {}

    @FunctionalInterface
    private interface Happening {
        void happen(SiteEvents events) throws Exception;
    }

    private final List<Habit> habits = List.of(
            new Habit("a member joins", Duration.ofMinutes(3), SiteEvents::join),
            new Habit("a member leaves", Duration.ofMinutes(40), Simulator::leave),
            new Habit("an error is logged", Duration.ofMinutes(8), Simulator::err),
            new Habit("errors go on", Duration.ofSeconds(5), this::errDuringIncident),
            new Habit("direct debits are audited", Duration.ofMinutes(1), Simulator::audit),
            new Habit("batches move on", Duration.ofMinutes(10), SiteEvents::advanceBatches),
            new Habit("dues are billed", Duration.ofMinutes(1), SiteEvents::bill),
            new Habit("errors are read", Duration.ofMinutes(5), SiteEvents::readErrors),
            new Habit("mail is sent", Duration.ofSeconds(30), SiteEvents::mail),
            new Habit("the scheduler runs", Duration.ofMinutes(1), SiteEvents::runScheduledJobs));

    private final SiteDatabase site;
    private final Redis redis;
    private final Predicate<String> incidentGoesOn;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PrintStream log;
    private final Set<String> troubled = new HashSet<>();

    Simulator(
            SiteDatabase site,
            Redis redis,
            Predicate<String> incidentGoesOn,
            InstantSource clock,
            RandomGenerator random,
            PrintStream log) {
        this.site = site;
        this.redis = redis;
        this.incidentGoesOn = incidentGoesOn;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** What happens in a short time; nothing that fails stops the rest. */
    void live(Duration time) {
        for (Habit habit : habits) {
            if (happensWithin(time, habit.onAverage())) {
                attempt("database", habit.what(), () -> habit.happening().happen(new SiteEvents(site, now(), random)));
            }
        }
        attempt("queues", "jobs are done", () -> work(time));
    }

    private void attempt(String where, String what, Progress.Step step) {
        try {
            step.take();
            if (troubled.remove(where)) log.println(clock.instant() + " " + where + ": all is well again");
        } catch (Exception failed) {
            if (troubled.add(where)) {
                log.println(clock.instant() + " " + where + ": cannot do that " + what + ": " + failed.getMessage());
            }
        }
    }

    private boolean happensWithin(Duration time, Duration onAverage) {
        return random.nextDouble() < (double) time.toMillis() / (double) onAverage.toMillis();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), SiteDatabase.ZONE);
    }

    private static void leave(SiteEvents events) throws Exception {
        LocalDateTime dayAgo = events.now().minusDays(1);
        long left = events.count(
                "tabMembership Termination Request", "\"status\"='Executed' AND \"execution_date\" > ?", dayAgo);
        if (left < LEFT_A_DAY) events.leave(1, "SIM-");
    }

    private static void err(SiteEvents events) throws Exception {
        long day = events.count("tabError Log", "\"creation\" > ?", events.now().minusDays(1));
        long hour =
                events.count("tabError Log", "\"creation\" > ?", events.now().minusHours(1));
        if (day >= ERRORS_A_DAY || hour >= ERRORS_AN_HOUR) return;
        events.errors(1, "SIM-", Choice.of(events.random(), "Email sending failed", "Permission denied"));
    }

    private void errDuringIncident(SiteEvents events) throws Exception {
        if (incidentGoesOn.test("errors")) events.errors(1, Incident.PREFIX, "Payment provider does not answer");
    }

    private static void audit(SiteEvents events) throws Exception {
        String process = Choice.of(events.random(), AuditEntry.PROCESSES.toArray(String[]::new));
        events.audit(1, "SIM-", process, compliance(events));
    }

    private static String compliance(SiteEvents events) throws Exception {
        int drawn = events.random().nextInt(100);
        String condition = "\"compliance_status\"=? AND \"timestamp\" > ?";
        String table = "tabSEPA Audit Log";
        LocalDateTime now = events.now();
        if (drawn == 0 && events.count(table, condition, "Exception", now.minusDays(1)) < EXCEPTIONS_A_DAY) {
            return "Exception";
        }
        if (drawn == 1 && events.count(table, condition, "Failed", now.minusHours(1)) < FAILURES_AN_HOUR) {
            return "Failed";
        }
        return "Compliant";
    }

    private void work(Duration time) {
        try (var client = redis.connect()) {
            Rq rq = new Rq(client, random);
            if (rq.isEmpty()) rq.write(WorkQueue.invent(Health.GOOD, clock.instant()), clock.instant());
            for (String queue : WorkQueue.NAMES) work(rq, queue, time);
        }
    }

    private void work(Rq rq, String queue, Duration time) {
        Instant now = clock.instant();
        if (happensWithin(time, Duration.ofSeconds(queue.equals("long") ? 30 : 3))) rq.enqueue(queue, now);
        if (queue.equals("default") && happensWithin(time, Duration.ofMinutes(4))) {
            for (int i = 0; i < BURST; i++) rq.enqueue(queue, now);
        }
        if (queue.equals("long") && incidentGoesOn.test("queue")) return;
        if (happensWithin(time, Duration.ofSeconds(2))) rq.work(queue);
        rq.showBusy(queue, random.nextInt(3) == 0, now);
        rq.beat(queue, 0, now);
    }
}
