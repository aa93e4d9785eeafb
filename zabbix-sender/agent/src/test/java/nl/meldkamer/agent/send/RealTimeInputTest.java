package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RealTimeInputTest {
    private final Typed typed = new Typed();
    private final AtomicInteger flushes = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong();
    private String typedAtFlush = "";
    private final RealTimeInput input = new RealTimeInput(typed, this::flush, nanoTime::get);

    @Test
    void aPauseFlushesOnceAndReadingGoesOn() throws Exception {
        typed.type("a");
        assertThat(input.read()).isEqualTo('a');
        int before = flushes.get();
        typedAtFlush = "b";

        assertThat(input.read()).isEqualTo('b');
        assertThat(flushes).hasValue(before + 1);
    }

    @Test
    void inputWithoutAPauseIsFlushedOnceASecond() throws Exception {
        for (int i = 0; i < 4; i++) typed.type("x");
        assertThat(input.read()).isEqualTo('x');
        int before = flushes.get();

        nanoTime.addAndGet(RealTimeInput.LONGEST_WAIT.toNanos());
        assertThat(input.read()).isEqualTo('x');
        assertThat(flushes).hasValue(before + 1);
        assertThat(input.read()).isEqualTo('x');
        assertThat(flushes).hasValue(before + 1);
    }

    @Test
    void whatIsReadAtOnceDoesNotLookLikeTheEnd() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            typed.type("x");
            assertThat(input.read()).isEqualTo('x');
        }
        typed.end();
        assertThat(input.read()).isEqualTo(-1);
    }

    @Test
    void theEndIsTheEnd() throws Exception {
        typed.type("ab");
        typed.end();

        assertThat(new String(input.readAllBytes(), UTF_8)).isEqualTo("ab");
        assertThat(input.read()).isEqualTo(-1);
    }

    @Test
    void anErrorComesAfterWhatWasReadBefore() throws Exception {
        typed.type("a");
        typed.fail();

        assertThat(input.read()).isEqualTo('a');
        assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessage("broken");
        assertThatThrownBy(input::read).hasMessage("broken");
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(input::read).hasMessage("interrupted while reading");
        assertThat(Thread.interrupted()).isTrue();
        typed.end();
    }

    /** On the thread that reads. */
    private void flush() {
        flushes.incrementAndGet();
        if (!typedAtFlush.isEmpty()) typed.type(typedAtFlush);
    }

    /** A keyboard: a read waits for the next word, and gives that. */
    private static final class Typed extends InputStream {
        private static final String END = "";
        private static final String FAIL = "fail";
        private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();

        void type(String word) {
            words.add(word);
        }

        void end() {
            words.add(END);
        }

        void fail() {
            words.add(FAIL);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one by one");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                byte[] word = word().getBytes(UTF_8);
                System.arraycopy(word, 0, target, offset, word.length);
                return word.length == 0 ? -1 : word.length;
            } catch (InterruptedException interrupt) {
                throw new IOException(interrupt);
            }
        }

        private String word() throws IOException, InterruptedException {
            String word = words.take();
            if (word.equals(FAIL)) throw new IOException("broken");
            return word;
        }
    }
}
