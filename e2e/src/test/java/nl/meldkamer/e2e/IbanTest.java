package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IbanTest {

    @Test
    void theExampleOfTheDutchRegistryIsValid() {
        assertThat(Iban.isValid("NL91ABNA0417164300")).isTrue();
    }

    @Test
    void anotherCheckDigitIsInvalid() {
        assertThat(Iban.isValid("NL92ABNA0417164300")).isFalse();
    }

    @Test
    void everyInventedOneIsValidAndOfNoExistingBank() {
        assertThat(LongStream.range(1, 500).mapToObj(Iban::of))
                .allMatch(Iban::isValid)
                .allMatch(iban -> iban.length() == 18 && iban.startsWith("LIND", 4))
                .doesNotHaveDuplicates();
    }
}
