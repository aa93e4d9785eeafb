package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.meldkamer.templates.TriggerExpression.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "last()>0 ; last(/T/k)>0",
                "min(5m)>{$M} ; min(/T/k,5m)>{$M}",
                "max(#3)=0 ; max(/T/k,#3)=0",
                "avg(1h:now/h)>1 ; avg(/T/k,1h:now/h)>1",
                "min({$M:\"{#Q}\"})>1 ; min(/T/k,{$M:\"{#Q}\"})>1",
                "nodata({$M})=1 ; nodata(/T/k,{$M})=1",
                "find(,\"like\",\"min(5m)\")=1 ; find(/T/k,,\"like\",\"min(5m)\")=1",
                "max(1h)-last()>5 ; max(/T/k,1h)-last(/T/k)>5",
                "abs(change())>1 ; abs(change(/T/k))>1",
                "min(last(),last(//other))>1 ; min(last(/T/k),last(/T/other))>1",
                "not (last()=0) ; not (last(/T/k)=0)",
                "last(//a[x,\"y)\",[1,2]],#2)>1 ; last(/T/a[x,\"y)\",[1,2]],#2)>1",
                "last(//a[{#X}])/last()>1 ; last(/T/a[{#X}])/last(/T/k)>1",
                "timeleft(1d,95)<3d and min( 1h )>1 ; timeleft(/T/k,1d,95)<3d and min( /T/k,1h )>1",
                "count(10m,\"gt\",1)>2 ; count(/T/k,10m,\"gt\",1)>2"
            })
    void abbreviationsAreWrittenOut(String expression, String expanded) {
        assertThat(TriggerExpression.parse(expression, "k").expanded("T")).isEqualTo(expanded);
    }

    @Test
    void referencesNameTheFunctionAndTheItem() {
        assertThat(TriggerExpression.parse("min(5m)>last(//other[a])", "k").references())
                .containsExactly(new Reference("min", "k"), new Reference("last", "other[a]"));
    }

    @Test
    void anExpressionIsBoundedInLength() {
        assertThatThrownBy(() -> TriggerExpression.parse("last()>0 and ".repeat(200) + "last()>0", "k"))
                .hasMessage("an expression has at most 2048 characters");
    }
}
