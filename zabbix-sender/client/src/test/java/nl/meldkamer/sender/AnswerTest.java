package nl.meldkamer.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nl.meldkamer.sender.testing.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @Test
    void allProcessedIsAccepted() throws IOException {
        assertThat(outcome(Answers.counted(3, 0, 3), 3)).isEqualTo(new Outcome.Accepted(3));
    }

    @Test
    void someFailedIsPartlyRejected() throws IOException {
        assertThat(outcome(Answers.counted(2, 1, 3), 3)).isEqualTo(new Outcome.PartlyRejected(2, 1));
        assertThat(outcome(Answers.counted(0, 3, 3), 3)).isEqualTo(new Outcome.PartlyRejected(0, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processed: 2; failed: 0; total: 2; seconds spent: 0.1",
                "processed: 0; failed: 0; total: 0; seconds spent: 0.1",
                "processed: 4; failed: 0; total: 4; seconds spent: 0.1",
                "processed: 2; failed: 0; total: 3; seconds spent: 0.1",
                "processed: 3; failed: 1; total: 3; seconds spent: 0.1",
                "processed: 4; failed: -1; total: 3; seconds spent: 0.1",
                "processed: 3; failed: 0; seconds spent: 0.1",
                "processed: 3; failed: 0; total: 33333333333333333333",
                "processed: 3; failed: 0; total: 3 or so",
                "",
                "thanks"
            })
    void aSuccessThatDoesNotAccountForEveryValueIsUnknown(String info) throws IOException {
        assertThat(outcome("{\"response\":\"success\",\"info\":\"" + info + "\"}", 3))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void theTimeSpentNeedNotBeTold() throws IOException {
        assertThat(outcome("{\"response\":\"success\",\"info\":\"processed: 3; failed: 0; total: 3\"}", 3))
                .isEqualTo(new Outcome.Accepted(3));
    }

    @Test
    void failedIsRefusedWithTheReason() throws IOException {
        assertThat(outcome(Answers.failed("Zabbix server shutdown in progress"), 3))
                .isEqualTo(new Outcome.Refused("Zabbix server shutdown in progress"));
        assertThat(outcome("{\"response\":\"failed\"}", 3)).isEqualTo(new Outcome.Refused("it gives no reason"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"response\":\"maybe\"}", "{\"info\":\"processed: 3; failed: 0; total: 3\"}"})
    void neitherSuccessNorFailedIsUnknown(String json) throws IOException {
        assertThat(outcome(json, 3)).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"success\"",
                "null",
                "{",
                "{\"response\":\"success\"} {}",
                "{\"response\":\"success\",\"response\":\"failed\"}",
                "{\"response\":true}",
                "{\"response\":\"failed\",\"info\":{}}",
                "{\"response\":\"failed\",\"redirect\":[]}",
                "{\"response\":\"failed\",\"redirect\":{}}",
                "{\"response\":\"failed\",\"redirect\":{\"address\":\"a\"}}",
                "{\"response\":\"failed\",\"redirect\":{\"revision\":1}}",
                "{\"response\":\"failed\",\"redirect\":{\"revision\":1,\"address\":\"a:b:c\"}}",
                "{\"response\":\"failed\",\"redirect\":{\"revision\":99999999999999999999,\"address\":\"a\"}}",
            })
    void whatIsNotAnAnswerIsMalformed(String json) {
        assertThatThrownBy(() -> Answer.parse(json.getBytes(UTF_8))).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void everyCutAnswerIsMalformed() {
        byte[] whole = Answers.counted(3, 0, 3).getBytes(UTF_8);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] torn = Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> Answer.parse(torn))
                    .as("cut after %d bytes", cut)
                    .isInstanceOf(MalformedAnswerException.class);
        }
    }

    @Test
    void deepNestingIsMalformedAndNoStackOverflow() {
        String deep = "{\"x\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> Answer.parse(deep.getBytes(UTF_8))).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void anAnswerIsUtf8AndNothingElse() throws IOException {
        byte[] utf16 = Answers.counted(3, 0, 3).getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> Answer.parse(utf16)).isInstanceOf(MalformedAnswerException.class);
        byte[] latin1 = Answers.failed("h\u00f4te").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Answer.parse(latin1).info()).isEqualTo("h\uFFFDte");
    }

    @Test
    void otherFieldsAreSkipped() throws IOException {
        String json = "{\"version\":\"8.0\",\"data\":[{\"a\":[1,2]}],\"upload\":\"disabled\","
                + Answers.counted(1, 0, 1).substring(1);
        assertThat(outcome(json, 1)).isEqualTo(new Outcome.Accepted(1));
    }

    @Test
    void aRedirectNamesRevisionAndAddress() throws IOException {
        assertThat(parse(Answers.redirect(7, "proxy2")).redirect())
                .contains(new Answer.Redirect.To(7, new Address("proxy2", 10051)));
        assertThat(parse(Answers.redirect(8, "[::1]:10055")).redirect())
                .contains(new Answer.Redirect.To(8, new Address("::1", 10055)));
        assertThat(parse(Answers.redirect(8, "fe80::1")).redirect())
                .contains(new Answer.Redirect.To(8, new Address("fe80::1", 10051)));
        assertThat(parse(Answers.reset()).redirect()).contains(new Answer.Redirect.Reset());
        assertThat(parse("{\"response\":\"failed\"}").redirect()).isEmpty();
    }

    @Test
    void aLongReasonIsCut() throws IOException {
        assertThat(parse(Answers.failed("x".repeat(100_000))).info()).hasSize(Answer.LONGEST_INFO);
    }

    private static Outcome outcome(String json, int sent) throws IOException {
        return parse(json).outcome(sent);
    }

    private static Answer parse(String json) throws IOException {
        return Answer.parse(json.getBytes(UTF_8));
    }
}
