package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.JudgedStore.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.rule.StoredFinding.State;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of findings. */
class FindingTableTest {
    private static final Instant NEVER = Instant.parse("2030-01-01T00:00:00Z");

    @RegisterExtension
    final JudgedStore judged = new JudgedStore();

    @Test
    void afterARestartTheSameIsFoundOnceAndWhatAPersonSettledStaysSettled() {
        judged.batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judged.look();
        StoredFinding found = judged.only();
        settle(found.id(), State.WAIVED);
        judged.startJudge();
        assertThat(judged.look()).isZero();
        assertThat(judged.only().state()).isEqualTo(State.WAIVED);
        assertThat(judged.only().settledBy()).isEqualTo("ann");
        assertThat(judged.only().id()).isEqualTo(found.id());
    }

    @Test
    void openFindingsAreCountedForEachRuleAlsoForThoseThatNothingBreaks() {
        judged.batch("2026-03-10 09:00:00", "B-1", "Submitted");
        judged.batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judged.expense("2026-03-09 09:00:00", "Submitted", "ann", "");
        judged.look();
        List<Rule> rules = new SeedRules(Limits.standard(ZONE)).all();
        assertThat(open(rules))
                .hasSameSizeAs(rules)
                .extracting(OpenFindings::rule)
                .isSorted();
        assertThat(open(rules))
                .filteredOn(found -> found.count() > 0)
                .extracting(OpenFindings::rule, OpenFindings::count)
                .containsExactly(tuple("approval-late", 1L), tuple("submission-late", 2L));
        assertThat(open(rules))
                .filteredOn(found -> found.count() == 0)
                .extracting(OpenFindings::oldest)
                .containsOnly(NEVER);

        settle(judged.findings(true).get(0).id(), State.WAIVED);
        assertThat(open(List.of()).stream().mapToLong(OpenFindings::count).sum())
                .isEqualTo(2);
        assertThat(open(List.of())).allSatisfy(found -> {
            assertThat(found.title()).isNotEmpty();
            assertThat(found.severity()).isIn("low", "medium", "high", "critical");
            assertThat(found.oldest()).isNotEqualTo(NEVER);
        });
    }

    private List<OpenFindings> open(List<Rule> rules) {
        return judged.store()
                .as(Role.READER)
                .inTransaction(transaction -> new FindingTable(transaction).openByRule(rules, NEVER));
    }

    @Test
    void aFindingIsSettledOnceAndItsGroundsCannotBeChanged() {
        judged.batch("2026-03-10 09:00:00", "B-2", "Submitted");
        judged.look();
        long id = judged.only().id();
        settle(id, State.CLOSED);
        Optional<StoredFinding> again = judged.store()
                .as(Role.WRITER)
                .inTransaction(handle -> new FindingTable(handle).settle(id, State.WAIVED, "bob", "no", judged.now));
        assertThat(again).isEmpty();
        assertThatThrownBy(() -> judged.store()
                        .as(Role.WRITER)
                        .useHandle(handle -> handle.execute("UPDATE audit.finding SET basis = 'none'")))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        judged.store().as(Role.WRITER).useHandle(handle -> handle.execute("DELETE FROM audit.finding")))
                .hasMessageContaining("permission denied");
    }

    private void settle(long id, State state) {
        Optional<StoredFinding> settled = judged.store()
                .as(Role.WRITER)
                .inTransaction(handle -> new FindingTable(handle).settle(id, state, "ann", "agreed", judged.now));
        assertThat(settled).isPresent();
    }
}
