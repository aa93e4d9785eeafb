package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AssociationTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 5, 4, 14, 30);

    @Test
    void theSameArgumentsGiveTheSameAssociation() {
        assertThat(rows(7)).isEqualTo(rows(7)).isNotEqualTo(rows(8));
    }

    private static java.util.List<String> rows(long seed) {
        return Association.generate(seed, 100, Health.TROUBLED, NOW)
                .rows()
                .map(row -> row.table() + row.columns() + row.values())
                .toList();
    }

    @Test
    void itHasAsManyMembersAsWereAskedFor() {
        assertThat(Association.generate(1, 250, Health.GOOD, NOW).members()).hasSize(250);
    }

    @Test
    void tooSmallAnAssociationIsRefused() {
        assertThatThrownBy(() -> Association.generate(1, 49, Health.GOOD, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50");
    }

    @Test
    void everyStatusOfAMemberOccurs() {
        SortedMap<String, BigDecimal> truth = Truth.of(Association.generate(1, 50, Health.GOOD, NOW), NOW);
        assertThat(Member.STATUSES)
                .allMatch(
                        status -> truth.get("ver.members.count[" + status + "]").signum() > 0);
    }

    @Test
    void inGoodHealthNothingIsRaised() {
        SortedMap<String, BigDecimal> truth = Truth.of(Association.generate(1, 5000, Health.GOOD, NOW), NOW);
        Map<String, Integer> most = Map.ofEntries(
                Map.entry("ver.errors.5m", 5),
                Map.entry("ver.errors.1h", 10),
                Map.entry("ver.errors.24h", 50),
                Map.entry("ver.errors.critical.1h", 0),
                Map.entry("ver.errors.locks.1h", 5),
                Map.entry("ver.errors.auth_none.24h", 5),
                Map.entry("ver.alerts.critical", 0),
                Map.entry("ver.alerts.unacked15m", 0),
                Map.entry("ver.scheduler.failed.1h", 0),
                Map.entry("ver.scheduler.hung", 0),
                Map.entry("ver.mail.oldest", 0),
                Map.entry("ver.mail.errors.1h", 5),
                Map.entry("ver.mail.stuck", 0),
                Map.entry("ver.login.failed.1h", 20),
                Map.entry("ver.api.critical.1h", 0),
                Map.entry("ver.sessions.invalid", 0),
                Map.entry("ver.sepa.mandates.expired_active", 0),
                Map.entry("ver.sepa.mandates.leavers", 0),
                Map.entry("ver.sepa.mandates.dormant", 0),
                Map.entry("ver.sepa.mandates.flag", 0),
                Map.entry("ver.sepa.mandates.returned.30d", 10),
                Map.entry("ver.sepa.batches.strange", 0),
                Map.entry("ver.sepa.batch.mismatch", 0),
                Map.entry("ver.sepa.batch.double", 0),
                Map.entry("ver.sepa.batch.badmandate", 0),
                Map.entry("ver.sepa.reason.mandate.pct", 2),
                Map.entry("ver.sepa.returns.24h", 10),
                Map.entry("ver.sepa.returns.failed", 0),
                Map.entry("ver.sepa.returns.stuck", 0),
                Map.entry("ver.sepa.reversals.failed", 0),
                Map.entry("ver.sepa.retries.overdue", 0),
                Map.entry("ver.sepa.retries.attention", 0),
                Map.entry("ver.sepa.audit.gap", 0),
                Map.entry("ver.sepa.failed.1h", 5),
                Map.entry("ver.sepa.failure.pct.30d", 10),
                Map.entry("ver.sepa.batches.failed7d", 0),
                Map.entry("ver.sepa.batches.invalid", 0),
                Map.entry("ver.sepa.batches.nofile", 0),
                Map.entry("ver.sepa.batches.stuck[draft2h]", 0),
                Map.entry("ver.sepa.batches.stuck[generated24h]", 0),
                Map.entry("ver.sepa.batches.stuck[submitted7d]", 0),
                Map.entry("ver.sepa.audit.24h[Pending Review]", 0),
                Map.entry("ver.dues.past_due", 0),
                Map.entry("ver.dues.oldest", 0),
                Map.entry("ver.dues.nodate", 0),
                Map.entry("ver.dues.zerorate", 0),
                Map.entry("ver.members.left.1d", 10),
                Map.entry("ver.members.gap.membership", 0),
                Map.entry("ver.members.gap.schedule", 0),
                Map.entry("ver.members.gap.mandate", 0),
                Map.entry("ver.members.gap.customer", 0),
                Map.entry("ver.members.gap.chapter", 0),
                Map.entry("ver.members.drift.terminated", 0),
                Map.entry("ver.members.drift.multimembership", 0),
                Map.entry("ver.members.drift.billed", 0),
                Map.entry("ver.applications.open[Under Review]", 100),
                Map.entry("ver.applications.overdue", 0),
                Map.entry("ver.terminations.pending", 5),
                Map.entry("ver.terminations.overdue[30]", 0),
                Map.entry("ver.terminations.undocumented", 0),
                Map.entry("ver.terminations.duplicate", 0),
                Map.entry("ver.terminations.orphaned", 0),
                Map.entry("ver.contact.urgent", 0),
                Map.entry("ver.chapter.join.oldest", 14 * 86_400),
                Map.entry("ver.accounts.failed", 0),
                Map.entry("ver.accounts.stale", 0),
                Map.entry("ver.bulk.stuck", 0),
                Map.entry("ver.bulk.failed.pct", 5),
                Map.entry("ver.chapters.without_board", 0),
                Map.entry("ver.memberships.cancelled.today", 10),
                Map.entry("ver.memberships.expiring.30d", 100),
                Map.entry("ver.memberships.expired.open", 0),
                Map.entry("ver.memberships.grace.over", 0),
                Map.entry("ver.dues.late", 0),
                Map.entry("ver.dues.stalled", 0),
                Map.entry("ver.dues.duplicate", 0),
                Map.entry("ver.dues.unapproved", 0),
                Map.entry("ver.dues.amendments.unapplied", 0),
                Map.entry("ver.invoices.aging.over90", 5000),
                Map.entry("ver.invoices.overdue", 10),
                Map.entry("ver.invoices.outstanding.amount", 25_000),
                Map.entry("ver.invoices.draft.stuck", 0),
                Map.entry("ver.payments.noreference", 5),
                Map.entry("ver.bank.review", 0),
                Map.entry("ver.bank.import.failed", 0),
                Map.entry("ver.bank.statement.age", 4 * 86_400),
                Map.entry("ver.payhist.failed", 10),
                Map.entry("ver.plans.overdue", 0),
                Map.entry("ver.mollie.failed", 5),
                Map.entry("ver.expenses.oldest", 14 * 86_400),
                Map.entry("ver.donations.failed", 0),
                Map.entry("ver.pda.late", 5),
                Map.entry("ver.members.churn.rate.30d", 5));
        most.forEach((key, limit) -> assertThat(truth.get(key)).as(key).isLessThanOrEqualTo(BigDecimal.valueOf(limit)));
        assertThat(truth.get("ver.sepa.audit.compliance.pct")).isGreaterThan(BigDecimal.valueOf(95));
        assertThat(truth.get("ver.members.net.30d")).isNotNegative();
        assertThat(truth.get("ver.invoices.paid.pct")).isGreaterThan(BigDecimal.valueOf(80));
        assertThat(truth.get("ver.volunteers.engaged.pct")).isGreaterThan(BigDecimal.valueOf(33));
        assertThat(truth.keySet().stream().filter(key -> key.endsWith("unknown")))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(truth.get(key)).as(key).isZero());
    }

    @Test
    void inTroubleEverythingThatIsCountedAsWrongOccurs() {
        SortedMap<String, BigDecimal> truth = Truth.of(Association.generate(1, 5000, Health.TROUBLED, NOW), NOW);
        truth.keySet().removeIf(key -> key.startsWith("ver.campaign.left"));
        assertThat(truth).allSatisfy((key, value) -> assertThat(value).as(key).isNotNegative());
        for (String key : new String[] {
            "ver.sepa.batches.failed7d",
            "ver.sepa.batches.invalid",
            "ver.sepa.batches.nofile",
            "ver.sepa.batches.stuck[draft2h]",
            "ver.sepa.batches.stuck[generated24h]",
            "ver.sepa.batches.stuck[submitted7d]",
            "ver.dues.past_due",
            "ver.dues.stuck7d",
            "ver.dues.nodate",
            "ver.dues.zerorate",
            "ver.sepa.audit.24h[Pending Review]",
            "ver.sepa.audit.gap",
            "ver.sepa.mandates.expiring",
            "ver.sepa.mandates.expired_active",
            "ver.sepa.mandates.leavers",
            "ver.sepa.mandates.dormant",
            "ver.sepa.mandates.flag",
            "ver.sepa.batches.strange",
            "ver.sepa.batch.mismatch",
            "ver.sepa.batch.double",
            "ver.sepa.batch.badmandate",
            "ver.sepa.reason.mandate.pct",
            "ver.sepa.returns.failed",
            "ver.sepa.returns.stuck",
            "ver.sepa.reversals.failed",
            "ver.sepa.retries.overdue",
            "ver.sepa.retries.attention",
            "ver.errors.critical.1h",
            "ver.errors.locks.1h",
            "ver.errors.auth_none.24h",
            "ver.alerts.critical",
            "ver.alerts.unacked15m",
            "ver.scheduler.failed.1h",
            "ver.scheduler.hung",
            "ver.mail.backlog",
            "ver.mail.errors.1h",
            "ver.mail.stuck",
            "ver.login.failed.1h",
            "ver.api.critical.1h",
            "ver.sessions.invalid"
        }) {
            assertThat(truth.get(key)).as(key).isPositive();
        }
    }

    @Test
    void minutesLaterNothingHasLeftAWindowButTheLastFiveMinutes() {
        Association association = Association.generate(1, 500, Health.TROUBLED, NOW);
        SortedMap<String, BigDecimal> before = Truth.of(association, NOW);
        SortedMap<String, BigDecimal> later = Truth.of(association, NOW.plusMinutes(3));
        before.keySet().removeIf(AssociationTest::isOfTheClock);
        later.keySet().removeIf(AssociationTest::isOfTheClock);
        assertThat(later).isEqualTo(before);
    }

    private static boolean isOfTheClock(String key) {
        return Truth.isAge(key) || Truth.isTimeLeft(key);
    }

    @Test
    void windowsSlide() {
        Association association = Association.generate(1, 500, Health.TROUBLED, NOW);
        assertThat(Truth.of(association, NOW.plusHours(1)).get("ver.errors.1h")).isZero();
        assertThat(Truth.of(association, NOW.plusDays(31)).get("ver.members.left.30d"))
                .isZero();
        assertThat(Truth.of(association, NOW.plusDays(31))).doesNotContainKey("ver.sepa.audit.compliance.pct");
    }
}
