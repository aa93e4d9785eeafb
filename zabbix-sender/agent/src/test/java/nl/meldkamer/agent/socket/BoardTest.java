package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {

    private static final int SLOT = 256;
    private static final int PROBES = 8;
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "ver.queue.length[short]";

    @TempDir
    private Path directory;

    private Path socket;
    private Board board;
    private long nanos = Duration.ofHours(3).toNanos();
    private final LatestValues latest = new LatestValues("linde", () -> START);

    @BeforeEach
    void open() throws IOException {
        socket = directory.resolve("meldkamer.sock");
        board = Board.beside(socket, () -> nanos);
    }

    @AfterEach
    void close() {
        board.close();
    }

    private Path file() {
        return directory.resolve("meldkamer.sock.board");
    }

    private ByteBuffer bytes() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file()));
    }

    /** What a reader finds, who trusts nothing. */
    private Optional<String> read(String key) throws IOException {
        byte[] name = key.getBytes(UTF_8);
        int first = (int) Long.remainderUnsigned(Board.hash(name, 0), Board.PLACES);
        for (int i = 0; i < PROBES; i++) {
            byte[] slot = new byte[SLOT];
            bytes().get((1 + first + i) * SLOT, slot);
            ByteBuffer content = ByteBuffer.wrap(slot);
            if (content.getLong(0) != Board.hash(slot, Long.BYTES)) continue;
            String both = new String(slot, 20, content.getShort(16) + content.getShort(18), UTF_8);
            if (content.getShort(16) == name.length && both.startsWith(key))
                return Optional.of(both.substring(key.length()) + " until " + content.getLong(8));
        }
        return Optional.empty();
    }

    private void take(String host, String key, String value) {
        latest.take(List.of(Sample.of(host, key, value, START.getEpochSecond(), 0)), EVERY);
    }

    private static String toldUntil(String value) {
        return value + " until " + START.plusSeconds(60).toEpochMilli();
    }

    /** The module's board_test.c has the same bytes. */
    @Test
    void aSlotHasTheBytesThatTheModuleReads() throws IOException {
        assertThat(Long.remainderUnsigned(Board.hash(KEY.getBytes(UTF_8), 0), Board.PLACES))
                .isEqualTo(7969);
        board.put(KEY, "42", START.plusSeconds(60).toEpochMilli());
        byte[] slot = new byte[43];
        bytes().get((1 + 7969) * SLOT, slot);
        assertThat(HexFormat.of().formatHex(slot, 0, 20)).isEqualTo("578a349d1bb1e3950000019ca945f46000170002");
        assertThat(new String(slot, 20, 23, UTF_8)).isEqualTo(KEY);
        assertThat(bytes().get((1 + 7969) * SLOT + 43)).isEqualTo((byte) '4');
    }

    @Test
    void theFileSaysWhatItIsAndWhenTheDaemonLastLived() throws IOException {
        assertThat(bytes().getLong(8)).isZero();
        board.beat();
        assertThat(bytes().getInt(0)).isEqualTo(0x4D4C4201);
        assertThat(bytes().getInt(4)).isEqualTo(Board.PLACES);
        assertThat(bytes().getLong(8)).isEqualTo(Duration.ofHours(3).toMillis());
        assertThat(bytes().capacity()).isEqualTo((Board.PLACES + PROBES) * SLOT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void whatIsKnownAndWhatComesIsShownUntilItIsOutOfDate() throws IOException {
        take("linde", KEY, "1");
        latest.showOn(board);
        assertThat(read(KEY)).contains(toldUntil("1"));
        take("linde", KEY, "2");
        take("linde", "ver.x", "3");
        assertThat(read(KEY)).contains(toldUntil("2"));
        assertThat(read("ver.x")).contains(toldUntil("3"));
        assertThat(latest.counters().shown()).isEqualTo(2);
    }

    @Test
    void whatWasHandedOverIsNeverOutOfDate() throws IOException {
        latest.showOn(board);
        latest.take(List.of(Sample.of("linde", KEY, "1", 1, 0)), Duration.ZERO);
        assertThat(read(KEY)).contains("1 until " + Long.MAX_VALUE);
    }

    @Test
    void anErrorOrNoValueTakesTheValueAway() throws IOException {
        latest.showOn(board);
        take("linde", "a", "1");
        take("linde", "b", "1");
        latest.take(List.of(Sample.notSupported("linde", "a", "no such table", START.getEpochSecond(), 0)), EVERY);
        latest.takeNothing("linde", List.of("b"), START, EVERY);
        assertThat(read("a")).isEmpty();
        assertThat(read("b")).isEmpty();
        assertThat(latest.counters().shown()).isZero();
    }

    @Test
    void otherHostsRulesAndWhatIsTooLongAreNotShown() throws IOException {
        latest.showOn(board);
        take("eik", "a", "1");
        latest.takeDiscovery("linde", "rule", "[]", START, EVERY);
        take("linde", "b", "1");
        take("linde", "b", "x".repeat(Board.LONGEST));
        take("linde", "c", "x".repeat(Board.LONGEST - 1));
        assertThat(read("a")).isEmpty();
        assertThat(read("rule")).isEmpty();
        assertThat(read("b")).isEmpty();
        assertThat(read("c")).contains(toldUntil("x".repeat(Board.LONGEST - 1)));
    }

    @Test
    void ofKeysThatBelongInOnePlaceEightAreShown() throws IOException {
        List<String> keys = Stream.iterate(0, i -> i + 1)
                .map(i -> "key" + i)
                .filter(key -> Long.remainderUnsigned(Board.hash(key.getBytes(UTF_8), 0), Board.PLACES) == 5)
                .limit(PROBES + 1)
                .toList();
        for (String key : keys) board.put(key, key, 1);
        assertThat(board.shown()).isEqualTo(PROBES);
        assertThat(read(keys.get(PROBES - 1))).isPresent();
        assertThat(read(keys.get(PROBES))).isEmpty();
        board.remove(keys.get(0));
        board.put(keys.get(PROBES), "at last", 1);
        assertThat(read(keys.get(PROBES))).contains("at last until 1");
        assertThat(board.shown()).isEqualTo(PROBES);
    }

    @Test
    void aClosedBoardIsGoneAndForThoseWhoHaveItOpenNotToBeBelieved() throws IOException {
        Path other = Files.createLink(directory.resolve("still open"), file());
        board.beat();
        board.close();
        assertThat(file()).doesNotExist();
        assertThat(ByteBuffer.wrap(Files.readAllBytes(other)).getLong(8)).isZero();
    }

    @Test
    void theBoardOfAnotherDaemonIsReplacedAndNotRemoved() throws IOException {
        try (Board next = Board.beside(socket, () -> nanos)) {
            next.put(KEY, "2", 1);
            board.close();
            assertThat(read(KEY)).contains("2 until 1");
        }
        assertThat(file()).doesNotExist();
    }
}
