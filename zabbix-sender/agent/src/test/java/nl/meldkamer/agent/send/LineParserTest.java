package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "h k v|h|k|v",
                "  h \t k   v w  |h|k|v w  ",
                "\"h h\" \"k\" \"v\"  |h h|k|v",
                "h \"k[\\\"a b\\\"]\" v|h|k[\"a b\"]|v",
                "h k \"a\\nb\"|h|k|`a\nb`",
                "h k \"a\\\\\"|h|k|a\\",
                "h k \"a\\tb\\x\"|h|k|a\\tb\\x",
                "h k a\\nb|h|k|a\\nb",
                "h k a\"b|h|k|a\"b",
                "h\"x k v|h\"x|k|v",
                "# h k v|#|h|k v",
                "h k 7 kg|h|k|7 kg",
                "höst k[ключ] 価|höst|k[ключ]|価",
            })
    void blanksPartTheFieldsAndQuotesKeepThemTogether(String line, String host, String key, String value)
            throws Exception {
        Sample sample = parse(LineFormat.VALUE, line);

        assertThat(sample.host()).isEqualTo(host);
        assertThat(sample.key()).isEqualTo(key);
        assertThat(sample.value()).isEqualTo(value);
    }

    @Test
    void anEmptyValueIsWrittenAsTwoQuotes() throws Exception {
        assertThat(parse(LineFormat.VALUE, "h k \"\"").value()).isEmpty();
    }

    @Test
    void aDashStandsForTheDefaultHost() throws Exception {
        assertThat(parse(LineFormat.VALUE, "- k v").host()).isEqualTo("default");
        assertThat(parse(LineFormat.VALUE, "\"-\" k v").host()).isEqualTo("default");
        assertThatThrownBy(() -> parser(LineFormat.VALUE, Optional.empty()).parse(bytes("- k v"), 0, 5, 1))
                .hasMessageContaining("no default host");
    }

    @Test
    void aValueWithoutTimeGetsTheTimeOfReadingAndNoTwoTheSame() throws Exception {
        LineParser parser = parser(LineFormat.VALUE, Optional.empty());

        Sample first = parser.parse(bytes("h k v"), 0, 5, 1);
        Sample second = parser.parse(bytes("h k v"), 0, 5, 2);

        assertThat(first).isEqualTo(Sample.of("h", "k", "v", NOW.getEpochSecond(), 5));
        assertThat(second).isEqualTo(Sample.of("h", "k", "v", NOW.getEpochSecond(), 6));
    }

    @Test
    void aValueWithATimestampGetsItsLineNumberForNs() throws Exception {
        assertThat(parse(LineFormat.TIMESTAMP, "h k 0012 v")).isEqualTo(Sample.of("h", "k", "v", 12, 7));
    }

    @Test
    void aValueWithTimestampAndNsKeepsThem() throws Exception {
        assertThat(parse(LineFormat.TIMESTAMP_NS, "h k \"2147483647\" 999999999 v"))
                .isEqualTo(Sample.of("h", "k", "v", 2_147_483_647, 999_999_999));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VALUE|``|host expected: <host> <key> <value>",
                "VALUE|h|key expected: <host> <key> <value>",
                "VALUE|`h k `|value expected: <host> <key> <value>",
                "VALUE|\"\" k v|host is empty: <host> <key> <value>",
                "VALUE|h \"\" v|key is empty: <host> <key> <value>",
                "VALUE|\"h k v|host has no closing quote",
                "VALUE|h k \"v|value has no closing quote",
                "VALUE|h k \"v\\\"|value has no closing quote",
                "VALUE|h \"k\"x v|a blank is expected after the quoted key",
                "VALUE|h k \"v\" w|nothing is expected after the quoted value: <host> <key> <value>",
                "TIMESTAMP|h k 12|value expected: <host> <key> <timestamp> <value>",
                "TIMESTAMP|h k x v|timestamp must be a whole number from 0 to 2147483647: <host> <key> <timestamp> <value>",
                "TIMESTAMP|h k -1 v|timestamp must be a whole number from 0 to 2147483647: <host> <key> <timestamp> <value>",
                "TIMESTAMP|h k 2147483648 v|timestamp must be a whole number from 0 to 2147483647: <host> <key> <timestamp> <value>",
                "TIMESTAMP|h k \"\" v|timestamp must be a whole number from 0 to 2147483647: <host> <key> <timestamp> <value>",
                "TIMESTAMP_NS|h k 12 1000000000 v|ns must be a whole number from 0 to 999999999: <host> <key> <timestamp> <ns> <value>",
                "TIMESTAMP_NS|h k 12 5|value expected: <host> <key> <timestamp> <ns> <value>",
            })
    void whatIsMissingOrWrongIsNamedWithWhatIsExpected(LineFormat format, String line, String complaint) {
        assertThatThrownBy(() -> parse(format, line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(complaint);
    }

    @Test
    void whatZabbixWouldStoreAsSomethingElseIsRefused() {
        assertThatThrownBy(() -> parse(LineFormat.VALUE, "h k v\0w")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> parse(LineFormat.VALUE, "h k\0 v")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> parse(LineFormat.VALUE, "h k[\0] v")).hasMessageContaining("NUL");
        byte[] latin1 = "h k caf\u00e9".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> parser(LineFormat.VALUE, Optional.empty()).parse(latin1, 0, latin1.length, 1))
                .hasMessage("value is not UTF-8");
        byte[] host = "\u00e9 k v".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> parser(LineFormat.VALUE, Optional.empty()).parse(host, 0, host.length, 1))
                .hasMessage("host is not UTF-8");
    }

    @Test
    void aKeyThatNoItemCanHaveIsRefusedEachTime() {
        LineParser parser = parser(LineFormat.VALUE, Optional.empty());
        for (int line = 1; line <= 2; line++)
            assertThatThrownBy(() -> parser.parse(bytes("h k[ v"), 0, 6, 1))
                    .isInstanceOf(BadLineException.class)
                    .hasMessage("item key 'k[', position 3: the ']' that closes the parameters is missing");
    }

    @Test
    void aReplacementCharacterThatWasWrittenIsKept() throws Exception {
        assertThat(parse(LineFormat.VALUE, "h k \uFFFD").value()).isEqualTo("\uFFFD");
    }

    private static Sample parse(LineFormat format, String line) throws BadLineException {
        byte[] bytes = bytes("##" + line + "##");
        return parser(format, Optional.of("default")).parse(bytes, 2, bytes.length - 2, 7);
    }

    private static LineParser parser(LineFormat format, Optional<String> defaultHost) {
        return new LineParser(format, defaultHost, new Stamps(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static byte[] bytes(String line) {
        return line.getBytes(UTF_8);
    }
}
