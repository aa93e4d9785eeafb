package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    @Test
    void fieldsComeBackAsTheyWere() {
        Map<String, String> fields = Map.of("name", "Jan Jansen", "city", "'s-Gravenhage", "", "€");
        assertThat(FieldSet.decode(FieldSet.encode(fields))).hasValue(fields);
        assertThat(FieldSet.decode(FieldSet.encode(Map.of()))).hasValue(Map.of());
    }

    @Test
    void theBytesAreTheOnesThatAreDrawn() {
        assertThat(HexFormat.of().formatHex(FieldSet.encode(Map.of("b", "é", "a", ""))))
                .isEqualTo("00000002" + "00000001" + "61" + "00000000" + "00000001" + "62" + "00000002" + "c3a9");
    }

    @Test
    void twoListsThatReadTheSameWhenJoinedAreNotTheSame() {
        assertThat(FieldSet.encode("ab", "c")).isNotEqualTo(FieldSet.encode("a", "bc"));
    }

    @Test
    void tornBytesAreNoFields() {
        byte[] whole = FieldSet.encode(Map.of("name", "Jan", "city", "Delft"));
        for (int length = 0; length < whole.length; length++)
            assertThat(FieldSet.decode(Arrays.copyOf(whole, length))).isEmpty();
        assertThat(FieldSet.decode(Arrays.copyOf(whole, whole.length + 1))).isEmpty();
        assertThat(FieldSet.decode(HexFormat.of().parseHex("ffffffff"))).isEmpty();
        assertThat(FieldSet.decode(HexFormat.of().parseHex("7fffffff7fffffff00")))
                .isEmpty();
    }
}
