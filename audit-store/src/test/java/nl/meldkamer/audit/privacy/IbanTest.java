package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    /** The examples that the registry itself gives. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NL91 ABNA 0417 1643 00",
                "nl91abna0417164300",
                "DE89 3704 0044 0532 0130 00",
                "BE68 5390 0754 7034",
                "GB29 NWBK 6016 1331 9268 19",
                "FR14 2004 1010 0505 0001 3M02 606",
                "NO93 8601 1117 947",
                "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
                "LC55 HEMM 0001 0001 0012 0012 0002 3015",
                "MU17 BOMM 0101 1010 3030 0200 000M UR",
                "SC18 SSCB 1101 0000 0000 0000 1497 USD",
                "BR18 0036 0305 0000 1000 9795 493C 1",
                "TR33 0006 1005 1978 6457 8413 26",
                "CH93 0076 2011 6238 5295 7",
                "SA03 8000 0000 6080 1016 7519",
                "PL61 1090 1014 0000 0712 1981 2874",
                "IT60 X054 2811 1010 0000 0123 456",
                "ES91 2100 0418 4502 0005 1332",
                "PT50 0002 0123 1234 5678 9015 4",
                "LU28 0019 4006 4475 0000",
                "AT61 1904 3002 3457 3201",
                "IE29 AIBK 9311 5212 3456 78",
                "SE45 5000 0000 0583 9825 7466",
                "FI21 1234 5600 0007 85",
                "RU03 0445 2522 5408 1781 0538 0913 1041 9"
            })
    void theRegistrysExamplesAreAccountNumbers(String text) {
        assertThat(Iban.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NL",
                "NL91 ABNA 0417 1643 01",
                "NL19 ABNA 0417 1643 00",
                "NL91 ABNA 0417 1643 0",
                "NL91 ABNA 0417 1643 000",
                "ZZ91 ABNA 0417 1643 00",
                "NL91 0417 ABNA 1643 00",
                "NL91 ABNA 0417 1643 0O"
            })
    void anythingElseIsNone(String text) {
        assertThat(Iban.parse(text)).isEmpty();
    }

    @Test
    void theMaskHasTheCountryAndTheLastFourAndNothingElse() {
        Iban iban = Iban.parse("NL91ABNA0417164300").orElseThrow();
        assertThat(iban.mask()).isEqualTo("NL•• •••• •••• ••43 00");
        assertThat(iban).hasToString(iban.mask());
    }

    @Test
    void noCountryIsLongerThanTheLongest() {
        assertThat(StreamSupport.stream(IbanRegistry.countries().spliterator(), false)
                        .mapToInt(country -> IbanRegistry.kinds(country).length() + 4)
                        .max())
                .hasValue(IbanRegistry.LONGEST);
        assertThat(IbanRegistry.countries()).hasSize(89);
    }
}
