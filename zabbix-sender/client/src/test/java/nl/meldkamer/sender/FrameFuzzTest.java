package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

class FrameFuzzTest {

    private static final int LARGEST = 1 << 16;

    /** Whatever comes, the codec gives bounded data or one of its own failures, never another exception. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveDataOrAFailureOfTheCodec(byte[] bytes) throws IOException {
        try {
            assertThat(Frame.read(new ByteArrayInputStream(bytes), LARGEST)).hasSizeLessThanOrEqualTo(LARGEST);
            assertThat(bytes).startsWith('Z', 'B', 'X', 'D');
        } catch (EOFException | MalformedAnswerException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }
}
