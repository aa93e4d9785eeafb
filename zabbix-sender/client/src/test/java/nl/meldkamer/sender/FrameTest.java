package nl.meldkamer.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import nl.meldkamer.sender.testing.TrapperFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final int LARGEST = 1000;

    @Test
    void aPlainFrameIsReadAsItIs() throws IOException {
        assertThat(read(TrapperFrames.plain("{\"a\":1}"))).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    }

    @Test
    void aCompressedFrameIsInflated() throws IOException {
        String json = "{\"a\":\"" + "x".repeat(900) + "\"}";
        assertThat(read(TrapperFrames.compressed(json))).isEqualTo(json.getBytes(UTF_8));
    }

    @Test
    void bytesAfterTheFrameStayUnread() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(concat(TrapperFrames.plain("{}"), "rest".getBytes(UTF_8)));
        Frame.read(in, LARGEST);
        assertThat(in.readAllBytes()).isEqualTo("rest".getBytes(UTF_8));
    }

    @Test
    void aHeaderIsWrittenAsDrawn() {
        byte[] frame = new byte[Frame.HEADER];
        Frame.writeHeader(frame, Frame.COMPRESSED, 0x01020304, 0x0A0B0C0D);
        assertThat(frame).isEqualTo(TrapperFrames.frame(3, 0x01020304, 0x0A0B0C0D, new byte[0]));
    }

    @Test
    void everyTornFrameIsAnEndOfStream() {
        for (byte[] frame : new byte[][] {TrapperFrames.plain("{\"a\":1}"), TrapperFrames.compressed("{\"a\":1}")}) {
            for (int cut = 0; cut < frame.length; cut++) {
                byte[] torn = Arrays.copyOf(frame, cut);
                assertThatThrownBy(() -> read(torn))
                        .as("cut after %d bytes", cut)
                        .isInstanceOf(EOFException.class)
                        .hasMessageContaining(cut == 0 ? "without an answer" : "after " + cut + " bytes");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 7, 0xff})
    void otherFlagsAreRefused(int flags) {
        assertMalformed(TrapperFrames.frame(flags, 2, 0, "{}".getBytes(UTF_8)), "flags");
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGEST + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aLengthAboveTheBoundIsRefusedBeforeAnythingIsRead(int length) {
        assertMalformed(TrapperFrames.frame(1, length, 0, new byte[0]), Integer.toUnsignedString(length));
        assertMalformed(TrapperFrames.frame(3, 1, length, new byte[1]), Integer.toUnsignedString(length));
    }

    @Test
    void whatInflatesToMoreThanItPromisesIsRefused() {
        byte[] bomb = TrapperFrames.deflate(new byte[10_000_000]);
        assertThatThrownBy(() ->
                        Frame.read(new ByteArrayInputStream(TrapperFrames.frame(3, bomb.length, 100, bomb)), 100_000))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("100 bytes it promises");
    }

    @Test
    void whatInflatesToLessThanItPromisesIsRefused() {
        byte[] data = TrapperFrames.deflate("{}".getBytes(UTF_8));
        assertMalformed(TrapperFrames.frame(3, data.length, 3, data), "promises");
    }

    @Test
    void aCompressedStreamThatIsCutOrFollowedIsRefused() {
        byte[] data = TrapperFrames.deflate("{}".getBytes(UTF_8));
        assertMalformed(TrapperFrames.frame(3, data.length - 1, 2, Arrays.copyOf(data, data.length - 1)), "promises");
        assertMalformed(TrapperFrames.frame(3, data.length + 1, 2, Arrays.copyOf(data, data.length + 1)), "promises");
    }

    @Test
    void whatIsNotZlibIsRefused() {
        assertMalformed(TrapperFrames.frame(3, 4, 4, "abcd".getBytes(UTF_8)), "does not inflate");
    }

    @Test
    void anotherProtocolIsQuoted() {
        assertThatThrownBy(() -> read("SSH-2.0-OpenSSH_9.2\r\n".getBytes(UTF_8)))
                .isInstanceOf(ForeignAnswerException.class)
                .hasMessageContaining("'SSH-2.0-OpenS'");
    }

    private static void assertMalformed(byte[] frame, String message) {
        assertThatThrownBy(() -> read(frame))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining(message);
    }

    private static byte[] read(byte[] bytes) throws IOException {
        return Frame.read(new ByteArrayInputStream(bytes), LARGEST);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
