package nl.meldkamer.agent.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {

    @TempDir
    private Path directory;

    private Path file;
    private Tail tail;

    @BeforeEach
    void log() throws IOException {
        file = Files.createFile(directory.resolve("app.log"));
        tail = new Tail(file);
    }

    @Test
    void onlyWhatWasAppendedIsRead() throws IOException {
        append("one\ntwo\n");
        Chunk first = tail.last();
        assertThat(first.lines()).containsExactly("one", "two");
        append("three\n");
        Chunk second = tail.after(first.position());
        assertThat(second.lines()).containsExactly("three");
        assertThat(tail.after(second.position()).lines()).isEmpty();
    }

    @Test
    void aHalfLineWaitsForItsEnd() throws IOException {
        append("one\ntw");
        Chunk first = tail.last();
        assertThat(first.lines()).containsExactly("one");
        append("o\n");
        assertThat(tail.after(first.position()).lines()).containsExactly("two");
    }

    @Test
    void theRestOfAFileThatWasRenamedIsReadBeforeTheNewOne() throws IOException {
        append("one\n");
        Position position = tail.last().position();
        append("two\n");
        Files.move(file, directory.resolve("app.log.1"));
        Files.writeString(file, "three\n");
        assertThat(everything(position)).containsExactly("two", "three");
    }

    @Test
    void theRestOfAFileThatWasCopiedAndEmptiedIsReadFromTheCopy() throws IOException {
        append("one\n");
        Position position = tail.last().position();
        append("two\n");
        Files.copy(file, directory.resolve("app.log-20261122"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
        append("three\n");
        assertThat(everything(position)).containsExactly("two", "three");
    }

    @Test
    void aFileThatWasEmptiedIsReadFromItsStart() throws IOException {
        append("a long first line\n");
        Position position = tail.last().position();
        Files.writeString(file, "new\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(tail.after(position).lines()).containsExactly("new");
    }

    @Test
    void aFileThatWasEmptiedAndHasGrownBeyondThePositionIsReadFromItsStart() throws IOException {
        append("one\n");
        Position position = tail.last().position();
        Files.writeString(file, "other\nlines\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(tail.after(position).lines()).containsExactly("other", "lines");
    }

    @Test
    void whoIsTooFarBehindCatchesUpAndSaysWhatWasPassedOver() throws IOException {
        Tail small = new Tail(file, 20, 40, 20);
        append("start\n");
        Position position = small.last().position();
        append("0123456\n".repeat(10));
        Chunk chunk = small.after(position);
        assertThat(chunk.lines()).containsExactly("0123456", "0123456");
        assertThat(chunk.skipped()).isEqualTo(64);
        assertThat(small.after(chunk.position()).lines()).isEmpty();
    }

    @Test
    void aLongBacklogIsReadPieceByPieceWithoutAGap() throws IOException {
        Tail small = new Tail(file, 20, 1000, 20);
        append("start\n");
        Position position = small.last().position();
        for (int i = 0; i < 30; i++) append("line " + i + "\n");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Chunk chunk = small.after(position);
            lines.addAll(chunk.lines());
            position = chunk.position();
        }
        assertThat(lines).hasSize(30).startsWith("line 0", "line 1").endsWith("line 29");
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        Tail small = new Tail(file, 20, 1000, 20);
        append("start\n");
        Position position = small.last().position();
        append("x".repeat(50) + "\nend\n");
        long skipped = 0;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Chunk chunk = small.after(position);
            skipped += chunk.skipped();
            lines.addAll(chunk.lines());
            position = chunk.position();
        }
        assertThat(skipped).isEqualTo(40);
        assertThat(lines).endsWith("end");
    }

    @Test
    void theFirstReadingOfALongFileStartsAtALine() throws IOException {
        append("0123456789\nabcdefghij\nend\n");
        assertThat(new Tail(file, 20, 1000, 8).last().lines()).containsExactly("end");
    }

    @Test
    void aFileThatIsNotThereIsAnError() throws IOException {
        Files.delete(file);
        assertThatThrownBy(tail::last).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aPositionIsTheSameAfterItWasWrittenDown() throws IOException {
        append("one\n");
        Position position = tail.last().position();
        assertThat(Position.parse(position.toString())).contains(position);
        assertThat(Position.parse("")).isEmpty();
        assertThat(Position.parse("999999999999999999999 00 x")).isEmpty();
    }

    /** Whatever the order of writing, rotating and reading: each line once, in order. */
    @Test
    void everyLineIsReadOnceThroughAnyRotation() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        List<String> read = new ArrayList<>();
        append("first line\n");
        Position position = tail.last().position();
        for (int i = 0; i < 300; i++) {
            int lines = random.nextInt(5);
            for (int j = 0; j < lines; j++) {
                String line = "line " + written.size();
                append(line + "\n");
                written.add(line);
            }
            if (random.nextInt(6) == 0) rotate(position.offset() > 0 && random.nextBoolean(), i);
            for (int turns = 0; turns < 2; turns++) {
                Chunk chunk = tail.after(position);
                read.addAll(chunk.lines());
                position = chunk.position();
            }
        }
        assertThat(read).as("seed " + seed).containsExactlyElementsOf(written);
    }

    private void rotate(boolean byCopy, int number) throws IOException {
        Path old = directory.resolve("app.log." + number);
        if (byCopy) {
            Files.copy(file, old);
            Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            Files.move(file, old);
            Files.createFile(file);
        }
    }

    private List<String> everything(Position position) throws IOException {
        Chunk first = tail.after(position);
        List<String> lines = new ArrayList<>(first.lines());
        lines.addAll(tail.after(first.position()).lines());
        return lines;
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
