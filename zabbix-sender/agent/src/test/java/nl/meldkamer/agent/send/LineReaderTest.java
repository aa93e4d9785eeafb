package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void aLineEndsAtALineFeedOrWithTheInput() throws Exception {
        assertThat(lines(in("a\nbc\n\nd"))).containsExactly("a", "bc", "", "d");
        assertThat(lines(in("a\n"))).containsExactly("a");
        assertThat(lines(in("\n"))).containsExactly("");
        assertThat(lines(in(""))).isEmpty();
    }

    @Test
    void carriageReturnsBeforeTheEndDontBelongToTheLine() throws Exception {
        assertThat(lines(in("a\r\nb\r\r\nc\rd\r"))).containsExactly("a", "b", "c\rd");
    }

    @Test
    void linesAreTheSameHoweverTheBytesArrive() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++)
            expected.add("x".repeat(i % 50 == 0 ? 100_000 + random.nextInt(100_000) : random.nextInt(300)));
        InputStream trickle = new Trickle(String.join("\n", expected) + "\n", random);

        assertThat(lines(trickle)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAndSaysSo() throws Exception {
        InputStream tooLong = new ByteArrayInputStream(new byte[LineReader.MAX_LINE_BYTES + 1]);
        InputStream all = new SequenceInputStream(in("a\n"), new SequenceInputStream(tooLong, in("tail\nb\n")));
        LineReader reader = new LineReader(all);
        List<Boolean> tooLongs = new ArrayList<>();
        String last = "";
        while (reader.next()) {
            tooLongs.add(reader.tooLong());
            last = text(reader);
        }

        assertThat(tooLongs).containsExactly(false, true, false);
        assertThat(last).isEqualTo("b");
    }

    private static List<String> lines(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        while (reader.next()) lines.add(text(reader));
        return lines;
    }

    private static String text(LineReader reader) {
        return new String(reader.buffer(), reader.start(), reader.end() - reader.start(), UTF_8);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Gives the bytes in pieces of random size. */
    private static final class Trickle extends InputStream {
        private final InputStream bytes;
        private final Random random;

        Trickle(String text, Random random) {
            bytes = in(text);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(2000)));
        }
    }
}
