package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

class ScannerFuzzTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    @FuzzTest(maxDuration = "10m")
    void whatIsLeftOfAnyTextHasNothingToMask(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        TextScanner.Scanned once = new TextScanner().scan("text", text);
        // The last four digits that a mask shows may begin a number with what comes after them.
        if (once.findings().stream().noneMatch(finding -> finding.kind() == Finding.Kind.IBAN))
            assertThat(new TextScanner().scan("text", once.text()).findings()).isEmpty();
        if (once.findings().isEmpty()) assertThat(once.text()).isEqualTo(text);
    }

    @FuzzTest(maxDuration = "10m")
    void anyJsonIsStillJsonWhenItIsMasked(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        TextScanner.Scanned once = new JsonScanner().scan("details", text);
        if (JsonScanner.isJson(text))
            assertThat(JsonScanner.isJson(once.text())).isTrue();
        assertThat(new JsonScanner("personal").scan("details", text).text()).isNotNull();
    }

    @FuzzTest(maxDuration = "10m")
    void noBytesAreFieldsUnlessTheyWereSealed(byte[] bytes) {
        assertThat(new Envelope(bytes).open(KEY, new byte[0])).isEmpty();
        FieldSet.decode(bytes)
                .ifPresent(fields ->
                        assertThat(FieldSet.decode(FieldSet.encode(fields))).isEqualTo(Optional.of(fields)));
    }
}
