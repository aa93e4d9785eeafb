package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

class ItemKeyFuzzTest {

    /** Whatever is read can be written and read again; whatever is put in for a macro can be read out. */
    @FuzzTest(maxDuration = "10m")
    void whatIsReadCanBeWritten(FuzzedDataProvider data) {
        String value = data.consumeString(20);
        String key = data.consumeRemainingAsString();
        try {
            ItemKey parsed = ItemKey.parse(key);
            assertThat(ItemKey.parse(parsed.toString())).isEqualTo(parsed);
            assertThat(ItemKey.substitute(key, Map.of())).isEqualTo(key);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("key");
        }
        readsBack(value);
    }

    private static void readsBack(String value) {
        String key;
        try {
            key = ItemKey.substitute("k[{#V},\"{#V}\"]", Map.of("{#V}", value));
        } catch (IllegalArgumentException e) {
            assertThat(value).endsWith("\\");
            return;
        }
        ItemKey.Parameter expected = new ItemKey.Parameter.Text(value);
        if (!value.isEmpty()) assertThat(ItemKey.parse(key).parameters()).containsExactly(expected, expected);
    }
}
