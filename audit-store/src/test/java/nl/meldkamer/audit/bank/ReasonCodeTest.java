package nl.meldkamer.audit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonCodeTest {

    @ParameterizedTest
    @CsvSource({
        "AC01,ACCOUNT", "AC04,ACCOUNT", "AC06,ACCOUNT", "AC13,ACCOUNT", "RC01,ACCOUNT", "AG01,ACCOUNT",
        "AM04,FUNDS", "MD01,AUTHORISATION", "MD02,AUTHORISATION", "MD06,CUSTOMER", "MS02,CUSTOMER", "SL01,CUSTOMER",
        "MD07,DECEASED", "MS03,UNSPECIFIED", "AM05,TECHNICAL", "FF01,TECHNICAL", "FF05,TECHNICAL", "BE05,TECHNICAL",
        "RR01,TECHNICAL", "RR04,TECHNICAL", "DNOR,TECHNICAL", "AG02,TECHNICAL"
    })
    void eachCodeHasItsGroup(String code, ReasonGroup group) {
        assertThat(ReasonCode.of(code).group()).isEqualTo(group);
    }

    /** Three codes that are easily taken for something of the mandate, the bank and the file. */
    @ParameterizedTest
    @CsvSource({"AM02,NotAllowedAmount", "AB03,AbortedSettlementTimeout", "AB09,ErrorCreditorAgent"})
    void theNamesAreThoseOfTheCodeSet(String code, String name) {
        assertThat(ReasonCode.of(code).name()).isEqualTo(name);
    }

    @Test
    void anUnknownCodeIsKeptAndNotGuessedAt() {
        assertThat(ReasonCode.of("ZZ99")).isEqualTo(new ReasonCode("ZZ99", ReasonGroup.OTHER, "ZZ99"));
    }
}
