package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to a site beside the association's own work: errors of every kind, alerts, jobs, mail, logins. */
final class Mishaps {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** With what a traceback ends, by the kind that it is. */
    private static final List<Map.Entry<String, String>> EXCEPTIONS = List.of(
            Map.entry("permission", "frappe.exceptions.PermissionError"),
            Map.entry("validation", "frappe.exceptions.ValidationError: Row 1\n  is not right"),
            Map.entry("not_found", "frappe.exceptions.DoesNotExistError: Member 12 not found\n"),
            Map.entry("duplicate", "pymysql.err.IntegrityError: (1062, 'Duplicate entry')"),
            Map.entry("timeout", "rq.timeouts.JobTimeoutException: Task exceeded maximum timeout value (300 seconds)"),
            Map.entry("deadlock", "pymysql.err.OperationalError: (1213, 'Deadlock found when trying to get lock')"),
            Map.entry("lock_wait", "frappe.exceptions.QueryTimeoutError: (1205, 'Lock wait timeout exceeded')"),
            Map.entry("db_gone", "pymysql.err.OperationalError: (2006, 'MySQL server has gone away')"),
            Map.entry("redis", "redis.exceptions.ConnectionError: Error 111 connecting to 127.0.0.1:11000"),
            Map.entry("disk", "OSError: [Errno 28] No space left on device"),
            Map.entry("template", "jinja2.exceptions.UndefinedError: 'member' is undefined"),
            Map.entry("email", "smtplib.SMTPAuthenticationError: (535, b'no')"),
            Map.entry("http", "requests.exceptions.HTTPError: 502 Bad Gateway"),
            Map.entry("integration", "mollie.api.error.ResponseError: no such payment"),
            Map.entry("auth", "frappe.exceptions.CSRFTokenError"),
            Map.entry("no_user", "frappe.exceptions.ValidationError: User None is disabled"),
            Map.entry("other", "KeyError: 'permission_error'"),
            Map.entry("other", ""));

    private final List<ErrorEntry> errors = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Moments moments;
    private final RandomGenerator random;

    Mishaps(Moments moments, RandomGenerator random, Health health) {
        this.moments = moments;
        this.random = random;
        addErrors(HOUR.multipliedBy(3), HOUR.multipliedBy(20));
        addAlerts();
        addJobs();
        addMails();
        addCalls();
        if (health == Health.TROUBLED) addTrouble();
    }

    List<ErrorEntry> errors() {
        return errors;
    }

    Stream<Row> rows() {
        return rows.stream();
    }

    private LocalDateTime inLastHour() {
        return moments.ago(MINUTE.multipliedBy(8), MINUTE.multipliedBy(40));
    }

    private LocalDateTime inLastDay() {
        return moments.ago(HOUR.multipliedBy(3), HOUR.multipliedBy(20));
    }

    private void addErrors(Duration least, Duration most) {
        EXCEPTIONS.forEach(exception -> addError(exception.getValue(), exception.getKey(), moments.ago(least, most)));
    }

    private void addError(String exception, String kind, LocalDateTime at) {
        String name = "MISHAP-%04d".formatted(errors.size() + 1);
        errors.add(new ErrorEntry(name, at, "Mishap", random.nextBoolean(), exception, kind));
    }

    private void addAlerts() {
        addAlert("HIGH", "Acknowledged", inLastDay(), null);
        addAlert("LOW", "Resolved", inLastDay(), MINUTE.multipliedBy(20));
        addAlert("CRITICAL", "Resolved", inLastDay(), MINUTE.multipliedBy(31));
        addAlert("MEDIUM", "Resolved", moments.ago(DAY.multipliedBy(8), DAY.multipliedBy(12)), DAY);
        addAlert(null, "Acknowledged", inLastDay(), null);
        addAnalytics(inLastDay());
        addAnalytics(moments.now().minusDays(1));
    }

    /** Acknowledged halfway to its end. */
    private void addAlert(@Nullable String severity, String status, LocalDateTime at, @Nullable Duration took) {
        LocalDateTime end = took == null ? null : at.plus(took);
        String name = "ALERT-" + rows.size();
        rows.add(Row.of("System Alert", name, at, end == null ? at : end)
                .set("severity", severity)
                .set("status", status)
                .set("timestamp", at)
                .set("acknowledged_at", took == null ? null : at.plus(took.dividedBy(2)))
                .set("resolved_at", end));
    }

    private void addAnalytics(LocalDateTime at) {
        rows.add(Row.of("Analytics Alert Log", "RULE-" + rows.size(), at).set("triggered_at", at));
    }

    /** Every job succeeded within the last hour; one is stopped. */
    private void addJobs() {
        Platform.JOBS.forEach(job -> addRun(job, "Complete", inLastHour()));
        rows.add(Row.of(
                        "Scheduled Job Type",
                        "mail.pull",
                        moments.on(moments.today().minusDays(900)))
                .set("method", "verenigingen.mail.pull")
                .set("frequency", "Hourly")
                .set("stopped", 1));
        addRun("removed.job", "Complete", moments.ago(DAY.multipliedBy(2), DAY.multipliedBy(5)));
    }

    private void addRun(String job, @Nullable String status, LocalDateTime at) {
        rows.add(Row.of("Scheduled Job Log", "RUN-" + rows.size(), at)
                .set("scheduled_job_type", job)
                .set("status", status));
    }

    private void addMails() {
        addMail("Not Sent", inLastDay(), moments.now().plusDays(40));
        addMail("Partially Sent", inLastDay(), null);
        addMail("Expired", inLastDay(), null);
        addMail("Sending", inLastHour(), null);
        addMail("", inLastDay(), null);
        addMail(null, inLastDay(), null);
        addMail("Recalled", inLastDay(), null);
        addMail("Error", moments.now().minusDays(1), null);
        addMail("Sent", inLastHour(), null);
        rows.add(Row.of("Unhandled Email", "UNHANDLED-1", inLastDay()));
        rows.add(Row.of("Unhandled Email", "UNHANDLED-2", moments.now().minusDays(1)));
    }

    private void addMail(@Nullable String status, LocalDateTime at, @Nullable LocalDateTime after) {
        rows.add(Row.of("Email Queue", "ODD-MAIL-" + rows.size(), at)
                .set("status", status)
                .set("send_after", after));
    }

    private void addCalls() {
        for (String event : List.of("api_call_success", "user_login", "csrf_validation_failed", "data_export"))
            addCall(event, "info", inLastHour());
        addCall(null, "info", inLastHour());
        addCall("", "info", inLastHour());
        addCall("teleported", "warning", inLastHour());
        addCall("suspicious_activity", "critical", moments.now().minusHours(1));
        addLogin("Failed", "192.0.2.200", inLastHour());
        addLogin("Failed", "192.0.2.200", inLastHour());
        addLogin("Failed", null, inLastHour());
        addLogin("Failed", "192.0.2.201", moments.now().minusHours(1));
        rows.add(Row.of("User", "gone@example.org", moments.on(moments.today().minusDays(500)))
                .set("enabled", 0)
                .set("user_type", "System User")
                .set("last_active", inLastHour()));
        addManager("gone@example.org");
    }

    private void addCall(@Nullable String event, String severity, LocalDateTime at) {
        String name = "ODD-API-" + rows.size();
        rows.add(Row.of("API Audit Log", name, at)
                .set("event_id", name)
                .set("timestamp", at)
                .set("event_type", event)
                .set("severity", severity));
    }

    private void addLogin(String status, @Nullable String address, LocalDateTime at) {
        rows.add(Row.of("Activity Log", "ODD-LOGIN-" + rows.size(), at)
                .set("operation", "Login")
                .set("status", status)
                .set("ip_address", address));
    }

    private void addManager(String user) {
        rows.add(Row.of(
                        "Has Role",
                        "ODD-ROLE-" + rows.size(),
                        moments.on(moments.today().minusDays(500)))
                .childOf("User", user, "roles", 1)
                .set("role", "System Manager"));
    }

    private void addTrouble() {
        addErrors(MINUTE.multipliedBy(8), MINUTE.multipliedBy(40));
        addAlert("CRITICAL", "Active", inLastHour(), null);
        addAlert("HIGH", "Active", inLastDay(), null);
        addAlert("URGENT", "Active", inLastDay(), null);
        addRun("sepa.retry_payments", "Failed", inLastHour());
        addRun("sepa.retry_payments", "Failed", inLastDay());
        addRun("mail.pull", "Start", inLastDay());
        addRun("mail.pull", null, inLastDay());
        addMail("Not Sent", inLastDay(), null);
        addMail("Not Sent", moments.ago(DAY.multipliedBy(3), DAY.multipliedBy(5)), inLastDay());
        addMail("Sending", inLastDay(), null);
        IntStream.range(0, 7).forEach(i -> addMail("Error", inLastHour(), null));
        for (String event : SecurityTruth.EVENTS) addCall(event, "critical", inLastHour());
        IntStream.range(0, 25).forEach(i -> addLogin("Failed", "198.51.100." + i, inLastHour()));
        for (String user : new String[] {"None", "null", " ", ""}) addSession(user);
        addSession(null);
    }

    private void addSession(@Nullable String user) {
        rows.add(Row.plain("tabSessions")
                .set("user", user)
                .set("sid", "odd-session-" + rows.size())
                .set("lastupdate", inLastHour())
                .set("status", "Active"));
    }
}
