package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import nl.meldkamer.sender.ItemKey.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKeyTest {

    @Test
    void aNameAloneIsAKey() {
        assertThat(ItemKey.parse("ver.queue-Length_2")).isEqualTo(new ItemKey("ver.queue-Length_2", List.of()));
    }

    @Test
    void parametersAreSplitAtCommas() {
        assertThat(texts("k[a,b c,,d]")).containsExactly("a", "b c", "", "d");
        assertThat(texts("k[]")).containsExactly("");
        assertThat(texts("k[ a , b]")).containsExactly("a ", "b");
        assertThat(texts("k[a\"b,c[d]")).containsExactly("a\"b", "c[d");
    }

    @Test
    void quotesAreTakenOff() {
        assertThat(texts("k[\"a,b]\" , \"say \\\"hi\\\"\",\"\"]")).containsExactly("a,b]", "say \"hi\"", "");
        assertThat(texts("k[\"back\\slash\"]")).containsExactly("back\\slash");
    }

    @Test
    void anArrayIsOneParameter() {
        assertThat(ItemKey.parse("k[a,[b, \"c,d\"] ,e]").parameters())
                .containsExactly(
                        new Parameter.Text("a"), new Parameter.Array(List.of("b", "c,d")), new Parameter.Text("e"));
        assertThat(ItemKey.parse("k[[]]").parameters()).containsExactly(new Parameter.Array(List.of("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | position 1",
                "[a] | position 1",
                "k a | position 2: a name has only",
                "ké | position 2",
                "k[ | position 3: the ']' that closes the parameters is missing",
                "k[a | position 4: the ']' that closes the parameters is missing",
                "k[a,b | position 6",
                "k[a]b | position 5: nothing may follow",
                "k[a]] | position 5",
                "k[a][b] | position 5",
                "k[\"a] | position 3: this quote is never closed",
                "k[\"a\\\"] | position 3: this quote is never closed",
                "k[\"a\"b] | position 6: ',' or ']' is expected",
                "k[[a] | position 6: the ']' that closes the parameters",
                "k[[a | position 5: the ']' that closes the array",
                "k[[a]b] | position 6: ',' or ']' is expected",
                "k[[a,[b]]] | position 6: an array inside an array"
            })
    void whatIsNoKeyIsRefusedWithThePosition(String key, String message) {
        assertThatThrownBy(() -> ItemKey.parse(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyThatZabbixCannotStoreIsRefused() {
        assertThat(ItemKey.parse("k".repeat(2048)).name()).hasSize(2048);
        assertThatThrownBy(() -> ItemKey.parse("k".repeat(2049))).hasMessageContaining("2049");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "''|''",
                "two words|two words",
                " leading|\" leading\"",
                "trailing |trailing ",
                "[array|\"[array\"",
                "a[b|a[b",
                "\"quoted|\"\\\"quoted\"",
                "a\"b|a\"b",
                "a,\"b|\"a,\\\"b\"",
                "a]|\"a]\"",
                "a\\|a\\",
                "a\\,b|\"a\\,b\""
            })
    void aValueIsQuotedOnlyWhenItMustBe(String value, String quoted) {
        assertThat(ItemKey.quote(value)).isEqualTo(quoted);
        assertThat(texts("k[" + quoted + "]")).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,\\", " \\", "[\\", "]\\", "\"\\"})
    void aValueThatNeedsQuotesAndEndsInABackslashHasNoForm(String value) {
        assertThatThrownBy(() -> ItemKey.quote(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backslash");
        assertThatThrownBy(() -> new ItemKey("k", List.of(new Parameter.Text(value))))
                .hasMessageContaining("backslash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k[{#Q}]|short|k[short]",
                "k[{#Q}]|a,b|k[\"a,b\"]",
                "k[x-{#Q},{#Q}]|a]|k[\"x-a]\",\"a]\"]",
                "k[\"{#Q}\"]|short|k[\"short\"]",
                "k[\"{#Q}\"]|say \"hi\"|k[\"say \\\"hi\\\"\"]",
                "k[ a , {#Q} ,\"b\" ]|x|k[ a , x ,\"b\" ]",
                "k[[a,{#Q}], \"c\"]|x,y|k[[a,\"x,y\"], \"c\"]",
                "k[{#OTHER},{$M}]|x|k[{#OTHER},{$M}]",
                "k|x|k",
                "k[{#Q}]|$1\\b|k[$1\\b]",
            })
    void macrosArePutInAsAServerDoes(String prototype, String value, String key) {
        assertThat(ItemKey.substitute(prototype, Map.of("{#Q}", value))).isEqualTo(key);
    }

    @Test
    void aValueThatCannotBePutInIsRefused() {
        assertThatThrownBy(() -> ItemKey.substitute("k[\"{#Q}\"]", Map.of("{#Q}", "C:\\")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backslash");
    }

    @Test
    void aPrototypeWithAMacroInTheNameIsRefused() {
        assertThatThrownBy(() -> ItemKey.substitute("k.{#Q}", Map.of("{#Q}", "x")))
                .hasMessageContaining("position 3");
    }

    static LongStream seeds() {
        return new Random().longs(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBack(long seed) {
        RandomGenerator random = new Random(seed);
        List<Parameter> parameters = random.ints(random.nextInt(1, 5), 0, 3)
                .mapToObj(kind -> parameter(kind, random))
                .toList();
        ItemKey key = new ItemKey("a.b", parameters);
        assertThat(ItemKey.parse(key.toString())).isEqualTo(key);
    }

    private static Parameter parameter(int kind, RandomGenerator random) {
        return kind == 0 ? new Parameter.Array(List.of(text(random), text(random))) : new Parameter.Text(text(random));
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--)
            text.append("ab ,[]\"\\{#".charAt(random.nextInt(10)));
        return text.append(random.nextBoolean() ? "" : "x").toString().replaceAll("\\\\+$", "");
    }

    private static List<String> texts(String key) {
        return ItemKey.parse(key).parameters().stream()
                .map(parameter -> ((Parameter.Text) parameter).value())
                .toList();
    }
}
