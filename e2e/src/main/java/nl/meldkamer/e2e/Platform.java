package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What Frappe keeps for itself: users, sessions, scheduled jobs, mail, settings, versions. */
final class Platform {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    static final List<String> JOBS = List.of(
            "dues.generate_dues_invoices", "sepa.daily_batch_optimization", "alerts.run_hourly_checks", "mail.flush");

    private final List<Member> members;
    private final Moments moments;
    private final RandomGenerator random;
    private final LocalDateTime installed;

    Platform(List<Member> members, Moments moments, RandomGenerator random) {
        this.members = members;
        this.moments = moments;
        this.random = random;
        this.installed = moments.on(moments.today().minusDays(900));
    }

    Stream<Row> rows() {
        return Stream.of(users(), sessions(), logins(), jobs(), mail(), settings(), versions())
                .flatMap(rows -> rows);
    }

    private Stream<Row> users() {
        Stream<Row> people = members.stream()
                .filter(Member::isActive)
                .map(member -> Row.of("User", member.person().email(), member.created())
                        .set("enabled", 1)
                        .set("user_type", member.number() % 100 == 0 ? "System User" : "Website User")
                        .set("last_active", moments.ago(MINUTE.multipliedBy(8), DAY.multipliedBy(60))));
        Row administrator =
                Row.of("User", "Administrator", installed).set("enabled", 1).set("user_type", "System User");
        Row role = Row.of("Has Role", "ROLE-1", installed)
                .childOf("User", "Administrator", "roles", 1)
                .set("role", "System Manager");
        return Stream.concat(people, Stream.of(administrator, role));
    }

    private Stream<Row> sessions() {
        return IntStream.range(0, 25)
                .mapToObj(i -> Row.plain("tabSessions")
                        .set("user", members.get(i % members.size()).person().email())
                        .set("sid", "session-" + i)
                        .set("lastupdate", moments.ago(MINUTE.multipliedBy(8), HOUR.multipliedBy(20)))
                        .set("status", "Active"));
    }

    private Stream<Row> logins() {
        Stream<Row> activity = IntStream.range(0, 60)
                .mapToObj(i -> Row.of(
                                "Activity Log",
                                "LOGIN-" + i,
                                moments.ago(MINUTE.multipliedBy(8), HOUR.multipliedBy(22)))
                        .set("operation", "Login")
                        .set("status", i % 15 == 0 ? "Failed" : "Success")
                        .set("ip_address", "192.0.2." + i));
        Stream<Row> calls = IntStream.range(0, 40).mapToObj(i -> {
            LocalDateTime at = moments.ago(MINUTE.multipliedBy(8), HOUR.multipliedBy(22));
            return Row.of("API Audit Log", "API-" + i, at)
                    .set("event_id", "API-" + i)
                    .set("timestamp", at)
                    .set("event_type", "api_call_success")
                    .set("severity", "info")
                    .set("status", "Success");
        });
        return Stream.concat(activity, calls);
    }

    private Stream<Row> jobs() {
        return JOBS.stream().flatMap(job -> {
            Row type = Row.of("Scheduled Job Type", job, installed)
                    .set("method", "verenigingen." + job)
                    .set("frequency", "Hourly")
                    .set("create_log", 1)
                    .set("last_execution", moments.ago(MINUTE.multipliedBy(7), MINUTE.multipliedBy(12)));
            Stream<Row> runs = IntStream.range(0, 48)
                    .mapToObj(i -> Row.of(
                                    "Scheduled Job Log",
                                    job + "-" + i,
                                    moments.ago(MINUTE.multipliedBy(8), HOUR.multipliedBy(48)))
                            .set("scheduled_job_type", job)
                            .set("status", "Complete"));
            return Stream.concat(Stream.of(type), runs);
        });
    }

    private Stream<Row> mail() {
        return IntStream.range(0, 150)
                .mapToObj(i -> Row.of(
                                "Email Queue", "MAIL-" + i, moments.ago(MINUTE.multipliedBy(8), DAY.multipliedBy(6)))
                        .set("sender", "info@example.org")
                        .set("status", random.nextInt(80) == 0 ? "Error" : "Sent")
                        .set("priority", 1));
    }

    private static Stream<Row> settings() {
        return Stream.of(
                single("System Settings", "time_zone", SiteDatabase.TIME_ZONE),
                single("System Settings", "enable_scheduler", "1"),
                single("Verenigingen Settings", "enable_auto_batch_creation", "1"));
    }

    private static Row single(String docType, String field, String value) {
        return Row.plain("tabSingles")
                .set("doctype", docType)
                .set("field", field)
                .set("value", value);
    }

    private Stream<Row> versions() {
        return Stream.of("frappe 15.58.1", "erpnext 15.53.0", "verenigingen 0.9.0")
                .map(text -> text.split(" ", 2))
                .map(app -> Row.of("Installed Application", "APP-" + app[0], installed)
                        .childOf("Installed Applications", "Installed Applications", "installed_applications", 1)
                        .set("app_name", app[0])
                        .set("app_version", app[1])
                        .set("git_branch", "version-15"));
    }
}
