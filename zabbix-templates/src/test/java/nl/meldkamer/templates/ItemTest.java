package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemTest {

    private static final Rows ROWS = new Rows(
            List.of(row("Active", "3"), row("Gone", "4"), row("Active", "5")), LocalDateTime.of(2026, 1, 1, 0, 0));

    @Test
    void seesOnlyTheRowsThatWhereAdmits() {
        assertThat(item("sum(n)", Map.of("state", "Active"), ValueType.UNSIGNED).evaluate(ROWS))
                .contains("8");
        assertThat(item("sum(n)", Map.of("state", "None"), ValueType.UNSIGNED).evaluate(ROWS))
                .contains("0");
        assertThat(item("sum(n)", Map.of(), ValueType.UNSIGNED).evaluate(ROWS)).contains("12");
    }

    @Test
    void seesOnlyTheRowsThatWhereNotLeaves() {
        assertThat(except("Active")).contains("4");
        assertThat(except("Active", "Gone")).contains("0");
        assertThat(except("Other")).contains("12");
    }

    @Test
    void aMissingTextIsNoneOfThoseToLeaveOut() {
        Rows rows = new Rows(List.of(Map.of("state", Optional.empty(), "n", Optional.of(BigDecimal.TEN))), ROWS.now());
        assertThat(item("sum(n)", Map.of(), Map.of("state", List.of("Active")), ValueType.UNSIGNED)
                        .evaluate(rows))
                .contains("10");
    }

    private static Optional<String> except(String... states) {
        return item("sum(n)", Map.of(), Map.of("state", List.of(states)), ValueType.UNSIGNED)
                .evaluate(ROWS);
    }

    @Test
    void aValueThatDoesNotFitTheTypeIsAnError() {
        assertThatThrownBy(() -> item("0-sum(n)", Map.of(), ValueType.UNSIGNED).evaluate(ROWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value is not a whole number from 0 to 2^64-1");
    }

    @Test
    void anUnknownColumnInWhereIsAnError() {
        assertThatThrownBy(() ->
                        item("sum(n)", Map.of("stat", "x"), ValueType.UNSIGNED).evaluate(ROWS))
                .hasMessage("the query has no column 'stat'");
    }

    private static Item item(String value, Map<String, String> where, ValueType type) {
        return item(value, where, Map.of(), type);
    }

    private static Item item(
            String value, Map<String, String> where, Map<String, List<String>> whereNot, ValueType type) {
        return new Item(
                "key",
                "name",
                Expression.parse(value),
                where,
                whereNot,
                type,
                "",
                Duration.ofDays(30),
                Duration.ZERO,
                Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Map<String, Optional<Object>> row(String state, String n) {
        return Map.of("state", Optional.of(state), "n", Optional.of(new BigDecimal(n)));
    }
}
