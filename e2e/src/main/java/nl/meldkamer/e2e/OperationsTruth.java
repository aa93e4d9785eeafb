package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** What the items about errors, alerts, scheduled jobs and mail have to say. */
final class OperationsTruth {

    static final List<String> ERROR_KINDS = List.of(
            "permission",
            "validation",
            "not_found",
            "duplicate",
            "timeout",
            "deadlock",
            "lock_wait",
            "db_gone",
            "redis",
            "disk",
            "template",
            "email",
            "http",
            "integration",
            "sepa",
            "auth",
            "no_user",
            "other");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** An hourly job may begin that much later than its time. */
    private static final Duration LATENESS = Duration.ofMinutes(10);

    private static final List<String> SEVERITIES = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final List<String> MAIL_STATUSES =
            List.of("Not Sent", "Sending", "Sent", "Partially Sent", "Error", "Expired");

    private final Association association;
    private final Documents all;
    private final LocalDateTime now;
    private final Figures figures;

    private OperationsTruth(Association association, LocalDateTime now) {
        this.association = association;
        this.now = now;
        all = new Documents(association.rows().toList());
        figures = new Figures(now);
    }

    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        OperationsTruth truth = new OperationsTruth(association, now);
        truth.kindsOfErrors();
        truth.alerts();
        truth.handlingOfAlerts();
        truth.scheduler();
        truth.jobs();
        truth.lateJobs();
        truth.mail();
        return truth.figures.values();
    }

    private void kindsOfErrors() {
        List<ErrorEntry> day = association.errors().stream()
                .filter(error -> figures.isWithin(DAY, error.at()))
                .toList();
        List<ErrorEntry> hour =
                day.stream().filter(error -> figures.isWithin(HOUR, error.at())).toList();
        for (String kind : ERROR_KINDS) {
            figures.put("ver.errors.class[" + kind + "]", count(hour, Set.of(kind)));
            figures.put("ver.errors.class.24h[" + kind + "]", count(day, Set.of(kind)));
        }
        figures.put("ver.errors.critical.1h", count(hour, Set.of("db_gone", "redis", "disk")));
        figures.put("ver.errors.locks.1h", count(hour, Set.of("deadlock", "lock_wait")));
        figures.put("ver.errors.auth_none.24h", count(day, Set.of("no_user")));
        figures.put("ver.errors.log.rows", association.errors().size());
        association.errors().stream()
                .map(ErrorEntry::at)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> figures.put("ver.errors.log.oldest", figures.age(oldest)));
    }

    private static long count(List<ErrorEntry> errors, Set<String> kinds) {
        return errors.stream().filter(error -> kinds.contains(error.kind())).count();
    }

    private void alerts() {
        Documents open = all.ofTable("tabSystem Alert").with("status", "Active", "Acknowledged");
        figures.each("ver.alerts.active", SEVERITIES, open, "severity", found -> number(found, "Active"));
        figures.each("ver.alerts.acknowledged", SEVERITIES, open, "severity", found -> number(found, "Acknowledged"));
        Documents active = open.with("status", "Active");
        figures.put("ver.alerts.critical", active.with("severity", "CRITICAL").count());
        figures.put(
                "ver.alerts.unacked15m",
                active.count(row -> figures.isBefore(Duration.ofMinutes(15), row.time("timestamp"))));
        figures.put(
                "ver.alerts.oldest",
                open.earliest("timestamp").map(figures::age).orElse(0L));
        figures.put(
                "ver.alerts.analytics.24h",
                all.ofTable("tabAnalytics Alert Log")
                        .count(row -> figures.isWithin(DAY, row.time("triggered_at"))
                                && figures.isWithin(DAY, row.time("modified"))));
    }

    private static BigDecimal number(Documents alerts, String status) {
        return BigDecimal.valueOf(alerts.with("status", status).count());
    }

    private void handlingOfAlerts() {
        Documents resolved = all.ofTable("tabSystem Alert")
                .where(row -> figures.isWithin(WEEK, row.time("resolved_at"))
                        && figures.isWithin(WEEK, row.time("modified")));
        figures.mean("ver.alerts.mtta", durations(resolved, "acknowledged_at"), Duration.ofSeconds(1));
        figures.mean("ver.alerts.mttr", durations(resolved, "resolved_at"), Duration.ofSeconds(1));
    }

    private static List<Duration> durations(Documents alerts, String end) {
        return alerts.where(row -> row.time(end) != null).rows().stream()
                .map(row -> Duration.between(
                        Objects.requireNonNull(row.time("timestamp")), Objects.requireNonNull(row.time(end))))
                .toList();
    }

    private void scheduler() {
        Documents types = all.ofTable("tabScheduled Job Type");
        types.latest("last_execution").ifPresent(last -> figures.put("ver.scheduler.age", figures.age(last)));
        figures.put("ver.scheduler.stopped", types.sum("stopped"));
        figures.put(
                "ver.scheduler.enabled",
                all.ofTable("tabSingles")
                        .with("field", "enable_scheduler")
                        .with("value", "1")
                        .count());
        Documents day = all.ofTable("tabScheduled Job Log")
                .where(row ->
                        figures.isWithin(DAY, row.time("creation")) && figures.isWithin(DAY, row.time("modified")));
        Documents hour = day.where(row -> figures.isWithin(HOUR, row.time("creation")));
        figures.put("ver.scheduler.runs.1h", hour.count());
        figures.put("ver.scheduler.runs.24h", day.count());
        figures.put("ver.scheduler.failed.1h", hour.with("status", "Failed").count());
        figures.put("ver.scheduler.failed.24h", day.with("status", "Failed").count());
        figures.put(
                "ver.scheduler.hung",
                day.count(row -> !Set.of("Complete", "Failed").contains(row.text("status"))
                        && figures.isBefore(HOUR, row.time("creation"))));
    }

    private void jobs() {
        all.ofTable("tabScheduled Job Log")
                .where(row -> figures.isWithin(WEEK, row.time("modified")))
                .where(row -> !row.text("scheduled_job_type").isEmpty())
                .by("scheduled_job_type")
                .forEach(this::job);
    }

    private void job(String name, Documents runs) {
        figures.put("ver.job.runs7d[" + name + "]", runs.count());
        figures.put(
                "ver.job.failed7d[" + name + "]", runs.with("status", "Failed").count());
        runs.with("status", "Complete")
                .latest("modified")
                .or(() -> runs.earliest("creation"))
                .ifPresent(since -> figures.put("ver.job.success.age[" + name + "]", figures.age(since)));
    }

    /** All jobs of the association are hourly: due with the next full hour after they last began. */
    private void lateJobs() {
        List<Duration> late =
                all
                        .ofTable("tabScheduled Job Type")
                        .where(row -> !row.text("stopped").equals("1"))
                        .rows()
                        .stream()
                        .map(row -> Objects.requireNonNullElse(row.time("last_execution"), row.time("creation")))
                        .map(began -> began.truncatedTo(ChronoUnit.HOURS).plus(HOUR))
                        .map(due -> Duration.between(due.atZone(SiteDatabase.ZONE), now.atZone(SiteDatabase.ZONE)))
                        .map(since -> since.minus(LATENESS))
                        .filter(since -> since.compareTo(Duration.ZERO) > 0)
                        .toList();
        figures.put("ver.job.overdue", late.size());
        figures.put(
                "ver.job.overdue.longest",
                late.stream()
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toSeconds());
        figures.put("ver.job.unreadable", 0);
    }

    private void mail() {
        Documents mails = all.ofTable("tabEmail Queue");
        Documents week = mails.where(row -> figures.isWithin(WEEK, row.time("modified")));
        figures.counts("ver.mail.queue", MAIL_STATUSES, week, "status");
        Documents due = mails.with("status", "Not Sent").where(row -> {
            LocalDateTime after = row.time("send_after");
            return after == null || after.isBefore(now);
        });
        figures.put("ver.mail.backlog", due.count());
        figures.put(
                "ver.mail.oldest",
                due.rows().stream()
                        .map(row -> Objects.requireNonNull(
                                row.time(row.time("send_after") == null ? "creation" : "send_after")))
                        .min(Comparator.naturalOrder())
                        .map(figures::age)
                        .orElse(0L));
        Documents day = week.where(row -> figures.isWithin(DAY, row.time("modified")));
        figures.put("ver.mail.errors.24h", day.with("status", "Error").count());
        figures.put(
                "ver.mail.errors.1h",
                day.with("status", "Error").count(row -> figures.isWithin(HOUR, row.time("modified"))));
        figures.put("ver.mail.sent.24h", day.with("status", "Sent").count());
        figures.put(
                "ver.mail.stuck",
                day.with("status", "Sending").count(row -> figures.isBefore(HOUR, row.time("modified"))));
        figures.put(
                "ver.mail.unhandled",
                all.ofTable("tabUnhandled Email").count(row -> figures.isWithin(DAY, row.time("creation"))));
    }
}
