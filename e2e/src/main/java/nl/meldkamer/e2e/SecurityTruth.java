package nl.meldkamer.e2e;

import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** What the items about users, sessions, logins and audited calls have to say. */
final class SecurityTruth {

    static final List<String> EVENTS = List.of(
            "api_call_success",
            "api_call_failed",
            "csrf_validation_success",
            "csrf_validation_failed",
            "rate_limit_exceeded",
            "unauthorized_access_attempt",
            "permission_denied",
            "suspicious_activity",
            "user_login",
            "user_logout",
            "session_expired",
            "failed_login_attempt",
            "sensitive_data_access",
            "data_export",
            "data_import",
            "data_modification",
            "configuration_change",
            "system_error",
            "performance_alert",
            "audit_system_initialized",
            "security_system_initialized",
            "other");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> NOBODY = Set.of("", "None", "null", "undefined");

    private final Documents all;
    private final Figures figures;

    private SecurityTruth(Association association, LocalDateTime now) {
        all = new Documents(association.rows().toList());
        figures = new Figures(now);
    }

    static SortedMap<String, BigDecimal> of(Association association, LocalDateTime now) {
        SecurityTruth truth = new SecurityTruth(association, now);
        truth.users();
        truth.sessions();
        truth.logins();
        truth.calls();
        return truth.figures.values();
    }

    private void users() {
        Documents enabled = all.ofTable("tabUser").with("enabled", "1");
        Documents people =
                enabled.where(row -> !Set.of("Guest", "Administrator").contains(row.text("name")));
        figures.put("ver.users.enabled", people.count());
        figures.put("ver.users.system", people.with("user_type", "System User").count());
        figures.put("ver.users.active.24h", people.count(row -> figures.isWithin(DAY, row.time("last_active"))));
        figures.put("ver.users.active.1h", people.count(row -> figures.isWithin(HOUR, row.time("last_active"))));
        Set<String> managers =
                all.ofTable("tabHas Role").with("parenttype", "User").with("role", "System Manager").rows().stream()
                        .map(row -> row.text("parent"))
                        .collect(toSet());
        figures.put("ver.users.sysmanagers", enabled.count(row -> managers.contains(row.text("name"))));
    }

    private void sessions() {
        Documents sessions = all.ofTable("tabSessions");
        figures.put("ver.sessions.total", sessions.count());
        figures.put("ver.sessions.1h", sessions.count(row -> figures.isWithin(HOUR, row.time("lastupdate"))));
        figures.put(
                "ver.sessions.invalid",
                sessions.count(row -> NOBODY.contains(row.text("user").strip())));
    }

    private void logins() {
        Documents day = all.ofTable("tabActivity Log")
                .with("operation", "Login")
                .where(row -> figures.isWithin(DAY, row.time("creation")));
        Documents failedInHour =
                day.with("status", "Failed").where(row -> figures.isWithin(HOUR, row.time("creation")));
        figures.put("ver.login.failed.1h", failedInHour.count());
        figures.put("ver.login.failed.24h", day.with("status", "Failed").count());
        figures.put("ver.login.ok.24h", day.with("status", "Success").count());
        figures.put(
                "ver.login.failed.ips",
                failedInHour.rows().stream()
                        .map(row -> row.text("ip_address"))
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .count());
    }

    private void calls() {
        Documents hour = all.ofTable("tabAPI Audit Log").where(row -> figures.isWithin(HOUR, row.time("timestamp")));
        figures.counts("ver.api.events", EVENTS, hour, "event_type");
        figures.put("ver.api.critical.1h", hour.with("severity", "critical").count());
    }
}
