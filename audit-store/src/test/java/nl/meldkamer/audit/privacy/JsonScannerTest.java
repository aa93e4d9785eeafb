package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.meldkamer.audit.privacy.Finding.Kind;
import nl.meldkamer.audit.privacy.TextScanner.Scanned;
import org.junit.jupiter.api.Test;

class JsonScannerTest {

    private static final String MASK = "NL•• •••• •••• ••43 00";

    private final JsonScanner scanner = new JsonScanner();

    @Test
    void cleanJsonComesOutByteForByte() {
        String json = " {\"amount\": 12.50, \"n\": 1e3, \"text\": \"\\u0041\", \"a\": [1, null, true]} ";
        assertThat(scanner.scan("details", json)).isEqualTo(new Scanned(json, List.of()));
    }

    @Test
    void anEscapeHidesNothing() {
        Scanned scanned =
                scanner.scan("details", "{\"payer\":{\"a\":[{\"x\":\"\\u004eL91ABNA0417164300\"}]},\"n\":1.50}");
        assertThat(scanned.text()).isEqualTo("{\"payer\":{\"a\":[{\"x\":\"" + MASK + "\"}]},\"n\":1.50}");
        assertThat(scanned.findings()).containsExactly(new Finding(Kind.IBAN, "details/payer/a/0/x", 1));
    }

    @Test
    void aNameThatIsPersonalIsMaskedAndNotInAFindingEither() {
        Scanned scanned = scanner.scan("details", "{\"NL91ABNA0417164300\":{\"mail\":\"a@b.nl\"}}");
        assertThat(scanned.text()).isEqualTo("{\"" + MASK + "\":{\"mail\":\"•••@•••\"}}");
        assertThat(scanned.findings().toString()).doesNotContain("ABNA").contains("EMAIL");
    }

    @Test
    void aNumberInAFieldForCitizenNumbersBecomesItsMask() {
        assertThat(scanner.scan("details", "{\"bsn\":111222333,\"invoice\":111222333}")
                        .text())
                .isEqualTo("{\"bsn\":\"•••••••••\",\"invoice\":111222333}");
    }

    @Test
    void neitherOfTwoFieldsOfTheSameNameIsLeftOut() {
        assertThat(scanner.scan("details", "{\"a\":\"NL91ABNA0417164300\",\"a\":\"x\"}")
                        .text())
                .isEqualTo("{\"a\":\"" + MASK + "\",\"a\":\"x\"}");
    }

    @Test
    void whatIsNoJsonIsScannedAsText() {
        assertThat(scanner.scan("details", "{\"a\": NL91ABNA0417164300").text()).isEqualTo("{\"a\": " + MASK);
    }
}
