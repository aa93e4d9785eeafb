package nl.meldkamer.audit.retention;

import static nl.meldkamer.audit.retention.ThreeMonths.APRIL;
import static nl.meldkamer.audit.retention.ThreeMonths.CURRENT;
import static nl.meldkamer.audit.retention.ThreeMonths.MARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;
import nl.meldkamer.audit.store.Processes;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What may not go, whoever wants it to. */
class RetentionLimitsTest {

    @RegisterExtension
    final ThreeMonths months = new ThreeMonths();

    @TempDir
    Path directory;

    @Test
    void whatTheLawWantsKeptTheDatabaseKeepsWhateverThePolicySays() {
        months.execute(
                Role.RETENTION,
                "INSERT INTO audit.retention_policy VALUES"
                        + " (7, 'event', 'Payment Processing', 0, NULL, 'none', now(), 'mallory')");
        assertThatThrownBy(() -> drop(Role.RETENTION, CURRENT, 7)).hasMessageContaining("has to be kept for 84 months");
        assertThatThrownBy(() -> drop(Role.RETENTION, MARCH, 8)).hasMessageContaining("there is no policy 8");
    }

    @Test
    void noOtherRoleCanLetGoOfAMonthOrForgeATombstone() throws Exception {
        months.retention().plan();
        for (Role role : List.of(Role.WRITER, Role.READER, Role.SEALER))
            assertThatThrownBy(() -> drop(role, MARCH, 1)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> months.execute(
                        Role.RETENTION,
                        "INSERT INTO audit.tombstone VALUES (1, '2018-03-01', 0, 1, '', '', '', 1, now(), 'x')"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> months.execute(Role.RETENTION, "DROP TABLE audit.event_2018_03"))
                .hasMessageContaining("must be owner");
    }

    @Test
    void aLegalHoldKeepsItsMonthUntilItIsLifted() throws Exception {
        months.execute(
                Role.RETENTION,
                "INSERT INTO audit.legal_hold (reference_type, reference_name, reason, placed, placed_by)"
                        + " VALUES ('Payment Entry', 'PE-7', 'case 7', now(), 'ann')");
        assertThat(fate(MARCH)).isEqualTo(Fate.HELD);
        assertThat(fate(APRIL)).isEqualTo(Fate.DUE);
        assertThatThrownBy(() -> months.retention().apply(MARCH, directory, "ann"))
                .hasMessageContaining("is held: legal hold 1");
        months.execute(Role.RETENTION, "UPDATE audit.legal_hold SET lifted = now(), lifted_by = 'ann'");
        assertThat(fate(MARCH)).isEqualTo(Fate.DUE);
    }

    @Test
    void aMandateThatHasNotEndedKeepsTheMonthOfItsCreation() throws Exception {
        assertThat(held("mandate_Active")).contains("a mandate that is in use");
        assertThat(held("mandate_Cancelled")).isEmpty();
    }

    private Optional<String> held(String action) {
        Instant now = months.goOn(Duration.ofDays(400));
        months.append(List.of(months.event(action, "Mandate Creation", action, new Reference("SEPA Mandate", "SM-1"))));
        return months.retention().held(YearMonth.from(now.atZone(ZoneOffset.UTC)));
    }

    @Test
    void anIllegalPolicyIsRefusedAndTheOneInForceStays() throws Exception {
        PolicyTable policies = new PolicyTable(months.store().as(Role.RETENTION), months.clock());
        assertThatThrownBy(() -> policies.adopt(List.of(new Period("Mandate Creation", 14, null)), "ann"))
                .isInstanceOf(IllegalPolicyException.class)
                .hasMessageContaining("wants 36");
        assertThat(policies.current().version()).isOne();
        assertThat(policies.adopt(List.of(new Period("Alert", 12, 24)), "ann")).isEqualTo(2);
        assertThat(policies.current().version()).isEqualTo(2);
    }

    @Test
    void theDatabaseKnowsTheSameMinimumsAsTheProgram() {
        for (String process : Processes.known()) {
            int minimum = months.store()
                    .as(Role.READER)
                    .withHandle(handle -> handle.createQuery("SELECT audit.legal_minimum(:process)")
                            .bind("process", process)
                            .mapTo(Integer.class)
                            .one());
            assertThat(minimum).as(process).isEqualTo(LegalMinimum.of(process));
        }
    }

    private Fate fate(YearMonth month) throws IllegalPolicyException {
        return months.retention().plan().months().stream()
                .filter(entry -> entry.month().equals(month))
                .findFirst()
                .orElseThrow()
                .fate();
    }

    private void drop(Role role, YearMonth month, int policy) {
        months.store()
                .as(role)
                .useHandle(handle -> handle.createQuery(
                                "SELECT audit.retention_drop(:month, :policy, 'f', '', 300, 'mallory')")
                        .bind("month", month.atDay(1))
                        .bind("policy", policy)
                        .mapTo(String.class)
                        .findOne());
    }
}
