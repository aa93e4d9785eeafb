package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 2, 12, 0, 30, 900_000_000);

    @ParameterizedTest
    @CsvSource({
        "1+2*3, 7",
        "(1+2)*3, 9",
        "10-4-3, 3",
        "24/4/2, 3",
        "-2*-3, 6",
        "--1, 1",
        "1/3, 0.3333",
        "2/3, 0.6667",
        "-1/3, -0.3333",
        "10.50, 10.5",
        "0*5, 0",
        "100*100000000000, 10000000000000",
        "0.00001, 0"
    })
    void arithmeticIsDecimalAndPrintedPlainly(String expression, String value) {
        assertThat(evaluate(expression, rows())).contains(value);
    }

    @Test
    void aColumnIsThatOfTheOnlyRow() {
        assertThat(evaluate("100*a/b", rows(row("a", 1, "b", 8)))).contains("12.5");
    }

    @Test
    void aColumnOfNoRowHasNoValue() {
        assertThat(evaluate("a+1", rows())).isEmpty();
    }

    @Test
    void aColumnOfSeveralRowsIsAnError() {
        assertThatThrownBy(() -> evaluate("a", rows(row("a", 1), row("a", 2))))
                .hasMessage("column 'a' needs sum, min or max, as the query gave 2 rows");
    }

    @Test
    void anUnknownColumnIsAnError() {
        assertThatThrownBy(() -> evaluate("b", rows(row("a", 1)))).hasMessage("the query has no column 'b'");
    }

    @Test
    void divisionByZeroHasNoValue() {
        assertThat(evaluate("100*a/(a-a)", rows(row("a", 1)))).isEmpty();
        assertThat(evaluate("sum(a)/sum(a)", rows())).isEmpty();
    }

    @Test
    void nullMakesTheResultHaveNoValue() {
        assertThat(evaluate("1+a", rows(row("a", null)))).isEmpty();
        assertThat(evaluate("sum(a)", rows(row("a", 1), row("a", null)))).isEmpty();
    }

    @Test
    void aggregatesSpanAllRows() {
        Rows three = rows(row("a", 1, "b", 10), row("a", 2, "b", 20), row("a", 3, "b", 30));
        assertThat(evaluate("sum(a)", three)).contains("6");
        assertThat(evaluate("sum(a*b)", three)).contains("140");
        assertThat(evaluate("min(b-a)", three)).contains("9");
        assertThat(evaluate("max(a)", three)).contains("3");
        assertThat(evaluate("count()", three)).contains("3");
        assertThat(evaluate("100*max(a)/sum(b)", three)).contains("5");
    }

    @Test
    void overNoRowsASumIsZeroAndAnExtremeHasNoValue() {
        assertThat(evaluate("sum(a)", rows())).contains("0");
        assertThat(evaluate("count()", rows())).contains("0");
        assertThat(evaluate("min(a)", rows())).isEmpty();
        assertThat(evaluate("max(a)", rows())).isEmpty();
    }

    @Test
    void extremesPassOverNulls() {
        assertThat(evaluate("max(a)", rows(row("a", null), row("a", 4), row("a", 3))))
                .contains("4");
        assertThat(evaluate("min(a)", rows(row("a", null)))).isEmpty();
    }

    @Test
    void ageIsWholeSecondsSinceADateOrTime() {
        assertThat(evaluate("age(t)", rows(row("t", NOW.minusSeconds(90))))).contains("90");
        assertThat(evaluate("age(t)", rows(row("t", LocalDate.of(2026, 3, 2))))).contains("43230");
        assertThat(evaluate("age(t)", rows(row("t", null)))).isEmpty();
        assertThat(evaluate("age(t)", rows(row("t", NOW.plusSeconds(5))))).contains("-5");
    }

    @Test
    void theAgeOfTheOldestRowIsThatOfTheLeastTime() {
        Rows times = rows(row("t", NOW.minusMinutes(1)), row("t", NOW.minusMinutes(3)), row("t", null));
        assertThat(evaluate("age(min(t))", times)).contains("180");
        assertThat(evaluate("max(age(t))", times)).contains("180");
    }

    @Test
    void coalesceTakesTheFirstThatHasAValue() {
        assertThat(evaluate("coalesce(a, b, 0)", rows(row("a", null, "b", 2)))).contains("2");
        assertThat(evaluate("coalesce(a, 0)", rows(row("a", null)))).contains("0");
        assertThat(evaluate("coalesce(a, b)", rows(row("a", null, "b", null)))).isEmpty();
    }

    @Test
    void textGoesAsItIs() {
        assertThat(evaluate("a", rows(row("a", "no \"change\" 12")))).contains("no \"change\" 12");
        assertThat(evaluate("a", rows(row("a", "")))).contains("");
    }

    @Test
    void textIsNoNumberAndTheMessageDoesNotQuoteIt() {
        assertThatThrownBy(() -> evaluate("a+1", rows(row("a", "Jan"))))
                .hasMessage("a number is needed, not text in column 'a'");
    }

    @Test
    void aDateIsNoNumber() {
        assertThatThrownBy(() -> evaluate("t", rows(row("t", NOW)))).hasMessageContaining("not a date (use age)");
        assertThatThrownBy(() -> evaluate("age(a)", rows(row("a", 1)))).hasMessageContaining("age needs a date");
    }

    @Test
    void numbersAndDatesHaveNoCommonExtreme() {
        assertThatThrownBy(() -> evaluate("max(a)", rows(row("a", 1), row("a", NOW))))
                .hasMessageContaining("min and max need numbers or dates");
    }

    @Test
    void jsonHoldsAllRowsInOrder() {
        Rows two = rows(row("title", "Payment 12 of 'Jan'", "n", 2), row("title", null, "n", new BigDecimal("1.50")));
        assertThat(evaluate("json(mask(title), n)", two))
                .contains("[{\"title\":\"Payment # of '?'\",\"n\":2},{\"title\":null,\"n\":1.5}]");
        assertThat(evaluate("json(n)", rows())).contains("[]");
    }

    @Test
    void jsonWritesTimesInIsoForm() {
        assertThat(evaluate("json(t)", rows(row("t", LocalDateTime.of(2026, 1, 2, 3, 4, 5)))))
                .contains("[{\"t\":\"2026-01-02T03:04:05\"}]");
    }

    @Test
    void linesHoldARowEachForAPersonToRead() {
        Rows two = rows(
                row("n", 2, "title", "Payment 12\nof 'Jan'", "t", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000)),
                row("n", new BigDecimal("1.50"), "title", null, "t", null));
        assertThat(evaluate("lines(n, mask(title), t)", two))
                .contains("2  Payment # of '?'  2026-01-02 03:04:05\n1.5  -  -");
        assertThat(evaluate("lines(n)", rows())).contains("");
        assertThat(Expression.parse("lines(mask(x), y)").columns()).containsExactly("x", "y");
    }

    @Test
    void columnsAreNamedOnceInOrder() {
        assertThat(Expression.parse("100*sum(a)/(sum(b)-age(min(c)))+sum(a)").columns())
                .containsExactly("a", "b", "c");
        assertThat(Expression.parse("json(mask(x), y)").columns()).containsExactly("x", "y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | a number, a column, a function or '(' is expected, not the end | 1",
                "1+ | a number, a column, a function or '(' is expected, not the end | 3",
                "(1 | ')' is expected, not the end | 3",
                "1 2 | an operator or the end is expected, not '2' | 3",
                "sum(a | ')' is expected, not the end | 6",
                "summ(a) | unknown function 'summ'; did you mean 'sum'? | 1",
                "sum(max(a)) | an aggregate inside an aggregate | 5",
                "mask(1) | a column is expected, not '1' | 6",
                "json() | a column is expected, not ')' | 6",
                "count(a) | ')' is expected, not 'a' | 7",
                "1.2.3 | '1.2.3' is not a number | 1",
                "a % b | an operator or the end is expected, not '%' | 3"
            })
    void aFaultIsNamedWithItsPlace(String expression, String message, int place) {
        assertThatThrownBy(() -> Expression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at " + place + " of '" + expression + "': " + message);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(60) + "1" + ")".repeat(60)))
                .hasMessageContaining("fewer than 50 levels");
        assertThatThrownBy(() -> Expression.parse("-".repeat(60) + "1")).hasMessageContaining("fewer than 50 levels");
        assertThatThrownBy(() -> Expression.parse("1+".repeat(2000) + "1")).hasMessage("longer than 2000 characters");
    }

    @Test
    void anUnsignedValueMustBeAWholeNumberFromZero() {
        Rows one = rows(row("a", new BigDecimal("12.000"), "b", -1, "c", new BigDecimal("0.5")));
        assertThat(Expression.parse("a").evaluate(one, ValueType.UNSIGNED)).contains("12");
        for (String bad : List.of("b", "c", "100000000000*100000000000")) {
            assertThatThrownBy(() -> Expression.parse(bad).evaluate(one, ValueType.UNSIGNED))
                    .hasMessage("the value is not a whole number from 0 to 2^64-1");
        }
    }

    @Test
    void aFloatMustBeANumberAndTextMustFit() {
        Rows one = rows(row("t", "x".repeat(256), "long", "é".repeat(33_000)));
        assertThatThrownBy(() -> Expression.parse("t").evaluate(one, ValueType.FLOAT))
                .hasMessage("the value is not a number");
        assertThatThrownBy(() -> Expression.parse("t").evaluate(one, ValueType.CHAR))
                .hasMessage("longer than 255 characters");
        assertThatThrownBy(() -> Expression.parse("long").evaluate(one, ValueType.TEXT))
                .hasMessage("longer than 65,535 bytes");
    }

    @Test
    void aNumberBeyondTheRangeOfAFloatIsAnError() {
        assertThatThrownBy(() -> evaluate("a", rows(row("a", new BigDecimal("1E+400")))))
                .hasMessage("the number is larger than Zabbix can store");
    }

    private static Optional<String> evaluate(String expression, Rows rows) {
        return Expression.parse(expression).evaluate(rows);
    }

    private record Row(Map<String, Optional<Object>> cells) {}

    private static Rows rows(Row... rows) {
        return new Rows(Stream.of(rows).map(Row::cells).toList(), NOW);
    }

    private static Row row(Object... pairs) {
        Map<String, Optional<Object>> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1] instanceof Integer number ? BigDecimal.valueOf(number) : pairs[i + 1];
            row.put((String) pairs[i], Optional.ofNullable(value));
        }
        return new Row(row);
    }
}
