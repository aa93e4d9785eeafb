package nl.meldkamer.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.retention.RetentionPlan.Month;
import nl.meldkamer.audit.retention.RetentionPolicy.Period;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

    private static final YearMonth MARCH = YearMonth.of(2019, 3);

    @Test
    void aPolicyBelowTheLawIsRefusedWithTheNameOfTheLaw() {
        assertThatThrownBy(() -> RetentionPolicy.of(
                        1,
                        List.of(new Period("Payment Processing", 1, null), new Period("Mandate Creation", 13, null))))
                .isInstanceOf(IllegalPolicyException.class)
                .hasMessageContaining("Payment Processing is kept for 1 months, but AWR art. 52(4) wants 84")
                .hasMessageContaining("Mandate Creation is kept for 13 months, but EPC016-06");
    }

    @Test
    void aPolicyThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> RetentionPolicy.of(1, List.of(new Period("Alert", 12, 6))))
                .hasMessageContaining("below its minimum");
        assertThatThrownBy(() ->
                        RetentionPolicy.of(1, List.of(new Period("Alert", 1, null), new Period("Alert", 2, null))))
                .hasMessageContaining("two periods");
        assertThatThrownBy(() -> RetentionPolicy.of(1, List.of(new Period("Alert", -1, null))))
                .hasMessageContaining("below zero");
    }

    @Test
    void aMonthGoesWhenTheLastOfItsEventsMay() throws Exception {
        assertThat(fate("Payment Processing", YearMonth.of(2026, 3), Set.of())).isEqualTo(Fate.KEEP);
        assertThat(fate("Payment Processing", YearMonth.of(2026, 4), Set.of())).isEqualTo(Fate.DUE);
        assertThat(fate("Alert", YearMonth.of(2020, 3), Set.of())).isEqualTo(Fate.KEEP);
        assertThat(fate("Alert", YearMonth.of(2020, 4), Set.of())).isEqualTo(Fate.DUE);
        assertThat(fate("Alert", YearMonth.of(2021, 4), Set.of())).isEqualTo(Fate.DUE);
        assertThat(fate("Alert", YearMonth.of(2021, 5), Set.of())).isEqualTo(Fate.OVERDUE);
    }

    @Test
    void aHoldOverridesTheMaximum() throws Exception {
        assertThat(fate("Alert", YearMonth.of(2025, 1), Set.of(MARCH))).isEqualTo(Fate.HELD);
    }

    @Test
    void aProcessWithoutAPeriodIsKeptForTheLongest() throws Exception {
        assertThat(fate("Something New", YearMonth.of(2026, 3), Set.of())).isEqualTo(Fate.KEEP);
        assertThat(fate("Something New", YearMonth.of(2026, 4), Set.of())).isEqualTo(Fate.DUE);
    }

    @Test
    void nothingEverGoesBeforeItsMinimum() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> processes = List.of("Payment Processing", "Mandate Creation", "Alert", "Something New");
        for (int i = 0; i < 10_000; i++) {
            String one = processes.get(random.nextInt(4));
            String other = processes.get(random.nextInt(4));
            Month month = new Month(MARCH, one.equals(other) ? Map.of(one, 1L) : Map.of(one, 1L, other, 2L));
            YearMonth now = MARCH.plusMonths(random.nextInt(200));
            boolean goes = Set.of(Fate.DUE, Fate.OVERDUE)
                    .contains(RetentionPlan.of(policy(), List.of(month), Set.of(), now)
                            .months()
                            .get(0)
                            .fate());
            int minimum = Math.max(
                    policy().of(one).minimumMonths(), policy().of(other).minimumMonths());
            assertThat(goes).as("seed " + seed).isEqualTo(now.isAfter(MARCH.plusMonths(minimum)));
        }
    }

    private static Fate fate(String process, YearMonth now, Set<YearMonth> held) throws IllegalPolicyException {
        RetentionPlan plan = RetentionPlan.of(policy(), List.of(new Month(MARCH, Map.of(process, 5L))), held, now);
        assertThat(plan.policyVersion()).isEqualTo(3);
        assertThat(plan.events(plan.months().get(0).fate())).isEqualTo(5);
        return plan.months().get(0).fate();
    }

    private static RetentionPolicy policy() throws IllegalPolicyException {
        return RetentionPolicy.of(
                3,
                List.of(
                        new Period("Payment Processing", 84, null),
                        new Period("Mandate Creation", 36, 96),
                        new Period("Alert", 12, 24)));
    }
}
