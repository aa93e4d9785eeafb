package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;

class ProtocolFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreARequestThatCanBeWrittenAgainOrAreRefused(byte[] frame) {
        if (frame.length < Protocol.HEADER) return;
        byte[] body = Arrays.copyOfRange(frame, Protocol.HEADER, frame.length);
        try {
            Protocol.Header header = Protocol.header(Arrays.copyOf(frame, Protocol.HEADER));
            requireSame(Protocol.request(header.kind(), body, () -> Instant.EPOCH));
        } catch (MalformedFrameException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAReplyThatCanBeWrittenAgainOrAreRefused(byte[] frame) {
        if (frame.length == 0) return;
        byte[] body = Arrays.copyOfRange(frame, 1, frame.length);
        try {
            Reply reply = Protocol.reply(Byte.toUnsignedInt(frame[0]), body);
            byte[] written = Protocol.frame(reply);
            assertThat(Protocol.reply(written[4] & 0xFF, Arrays.copyOfRange(written, Protocol.HEADER, written.length)))
                    .isEqualTo(reply);
        } catch (MalformedFrameException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    private static void requireSame(Request request) throws MalformedFrameException {
        boolean good = !(request instanceof Request.Push push)
                || push.values().stream().allMatch(Request.Value.Good.class::isInstance);
        if (!good) return;
        byte[] written = Protocol.frame(request);
        Request again = Protocol.request(
                written[4], Arrays.copyOfRange(written, Protocol.HEADER, written.length), () -> Instant.EPOCH);
        assertThat(again).isEqualTo(request);
    }
}
