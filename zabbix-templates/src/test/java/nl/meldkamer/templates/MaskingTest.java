package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Member MEM-2024-00017 not found | Member MEM-#-# not found",
                "Could not mail jan.jansen@example.org today | Could not mail <mail> today",
                "Bounce <piet@example.org>: full | Bounce <mail> full",
                "Invalid IBAN NL91ABNA0417164300 | Invalid IBAN <iban>",
                "Invalid IBAN NL91 ABNA 0417 1643 00. | Invalid IBAN <iban>.",
                "iban nl91abna0417164300 refused | iban <iban> refused",
                "Customer 'Jan de Vries' exists | Customer '?' exists",
                "Customer \"Jan de Vries\" exists | Customer '?' exists",
                "Customer \u201CJan\u201D exists | Customer '?' exists",
                "key b'Jan' missing | key b'?' missing",
                "Title cut at 'Jan de Vr | Title cut at '?'",
                "Can't connect to \u0661\u0662 | Can't connect to #",
                "Nothing to hide | Nothing to hide"
            })
    void takesOutWhatMayPointAtAPerson(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    /** Would take minutes if a pattern went back over the text from each place. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "'", "@", "NL91", "a@", "1 ", "\u201C"})
    void hostileTextIsMaskedInOnePass(String part) {
        assertThat(Masking.mask(part.repeat(200_000 / part.length()))).isNotNull();
    }
}
