package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class AnswerFuzzTest {

    private static final int SENT = 3;

    /** Whatever comes, no value counts as accepted unless the answer accounts for every one. */
    @FuzzTest(maxDuration = "10m")
    void onlyAnAnswerThatCountsEveryValueIsAccepted(byte[] bytes) throws IOException {
        Outcome outcome;
        try {
            outcome = Answer.parse(bytes).outcome(SENT);
        } catch (MalformedAnswerException e) {
            return;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (outcome instanceof Outcome.Accepted accepted) {
            assertThat(accepted.total()).isEqualTo(SENT);
            assertThat(text).contains("success");
        } else if (outcome instanceof Outcome.PartlyRejected rejected) {
            assertThat(rejected.processed() + rejected.failed()).isEqualTo(SENT);
            assertThat(rejected.failed()).isPositive();
        }
    }
}
