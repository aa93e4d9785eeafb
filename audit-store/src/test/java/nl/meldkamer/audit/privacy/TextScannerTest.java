package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import nl.meldkamer.audit.privacy.Finding.Kind;
import nl.meldkamer.audit.privacy.TextScanner.Scanned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScannerTest {

    private static final String MASK = "NL•• •••• •••• ••43 00";

    private final TextScanner scanner = new TextScanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NL91ABNA0417164300",
                "nl91abna0417164300",
                "NL91 ABNA 0417 1643 00",
                "NL91\u00A0ABNA\u00A00417\u00A01643\u00A000",
                "NL91-ABNA-0417-1643-00",
                "nl 91.abna.0417.1643.00"
            })
    void anAccountNumberIsFoundInWhateverWayItIsWritten(String iban) {
        assertThat(scanner.scan("remark", "paid by " + iban + ", twice"))
                .isEqualTo(new Scanned("paid by " + MASK + ", twice", List.of(new Finding(Kind.IBAN, "remark", 1))));
        assertThat(scanner.scan("remark", "x" + iban + "y").text()).isEqualTo("x" + MASK + "y");
    }

    @Test
    void everyOneOfManyIsFound() {
        Scanned scanned = scanner.scan("f", "NL91ABNA0417164300BE68539007547034 GB29NWBK60161331926819");
        assertThat(scanned.text()).isEqualTo(MASK + "BE•• •••• •••• 7034 GB•• •••• •••• •••• ••68 19");
        assertThat(scanned.findings()).containsExactly(new Finding(Kind.IBAN, "f", 3));
    }

    @Test
    void oneThatStartsInsideWhatLooksLikeAnotherIsFound() {
        assertThat(scanner.scan("f", "NLNL91ABNA0417164300").text()).isEqualTo("NL" + MASK);
        assertThat(scanner.scan("f", "DE89NL91ABNA0417164300").text()).isEqualTo("DE89" + MASK);
    }

    @Test
    void aWrongCheckDigitIsNoAccountNumber() {
        String text = "NL92ABNA0417164300";
        assertThat(scanner.scan("f", text)).isEqualTo(new Scanned(text, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BSN 111222333               | BSN •••••••••
                    bsn: 1112.22.333!           | bsn: •••••••••!
                    burgerservicenummer=111222333 | burgerservicenummer=•••••••••
                    his sofi-nummer 111 222 333 | his sofi-nummer •••••••••
                    bsn 111222333, 123456782    | bsn •••••••••, •••••••••
                    bsn of a@b.nl: 123456782    | bsn of •••@•••: •••••••••
                    BSN 111222334               | BSN 111222334
                    invoice 111222333           | invoice 111222333
                    BSN 1112223330              | BSN 1112223330
                    BSN 000000000               | BSN 000000000
                    """)
    void aCitizenNumberIsFoundAfterAWordForIt(String text, String clean) {
        assertThat(scanner.scan("remark", text).text()).isEqualTo(clean);
    }

    @Test
    void aFieldThatIsNamedSoHoldsCitizenNumbers() {
        assertThat(scanner.scan("member_bsn", "111222333").findings())
                .containsExactly(new Finding(Kind.BSN, "member_bsn", 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mail jan.jansen+club@voorbeeld.example. | mail •••@•••.
                    <a@b.nl>                                | <•••@•••>
                    a@b.nl,c@d.nl                           | •••@•••,•••@•••
                    @here                                   | @here
                    user@localhost                          | user@localhost
                    5 @ 2.50                                | 5 @ 2.50
                    a@b@c.nl                                | a@•••@•••
                    """)
    void anAddressIsFoundAndTheSentenceAroundItKept(String text, String clean) {
        assertThat(scanner.scan("remark", text).text()).isEqualTo(clean);
    }

    /** What random text gives in 300,000 characters; the seed is fixed so that the figures can be compared. */
    @Test
    void randomTextIsHardlyEverTakenForPersonalData() {
        assertThat(found("0123456789", 1)).isZero();
        assertThat(found("0123456789abcdef", 2)).isLessThanOrEqualTo(3);
        assertThat(found("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/", 3))
                .isLessThanOrEqualTo(3);
        assertThat(found("etaoin shrdlu cmfwyp vbgkjqxz,.1234567890", 4)).isLessThanOrEqualTo(3);
        assertThat(found("0123456789 ", 5)).isZero();
    }

    @Test
    @Timeout(60)
    void hostileTextTakesTimeInProportionToItsLengthOnly() {
        String[] shapes = {
            "NL91 ABNA 0417 1643 0", "a@", "1 ", "@", "a.", "NL", "bsn 11122233", "LC55HEMM000100010012001200023"
        };
        for (String shape : shapes) {
            String text = shape.repeat(500_000 / shape.length());
            assertThat(timeOf(text)).as(shape).isLessThan(Duration.ofSeconds(10));
        }
    }

    private Duration timeOf(String text) {
        long start = System.nanoTime();
        scanner.scan("f", text);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private int found(String alphabet, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return scanner.scan("f", text.toString()).findings().stream()
                .mapToInt(Finding::count)
                .sum();
    }
}
