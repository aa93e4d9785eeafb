package nl.meldkamer.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.meldkamer.sender.testing.ReceivedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestEncoderTest {

    private static final String SESSION = "0123456789abcdef0123456789abcdef";

    private final RequestEncoder encoder = new RequestEncoder(1024);

    @Test
    void aRowCarriesHostKeyValueClockAndNs() throws IOException {
        Packet packet = Packet.of(List.of(Sample.of("web", "a.b[1,\"x\"]", "42", 1_700_000_000, 7)));
        assertThat(json(packet))
                .isEqualTo("{\"request\":\"sender data\",\"data\":[{\"host\":\"web\",\"key\":\"a.b[1,\\\"x\\\"]\","
                        + "\"value\":\"42\",\"clock\":1700000000,\"ns\":7}]}");
    }

    @Test
    void aSessionBringsTheIds() throws IOException {
        Sample sample = Sample.of("web", "k", "v", 0, 999_999_999);
        Packet packet =
                new Packet(Optional.of(SESSION), List.of(new Packet.Entry(41, sample), new Packet.Entry(42, sample)));
        assertThat(json(packet)).contains("\"session\":\"" + SESSION + "\"", "\"id\":41}", "\"id\":42}");
    }

    @Test
    void anItemWithoutValueHasStateOneAndTheReasonAsValue() throws IOException {
        Packet packet = Packet.of(List.of(Sample.notSupported("web", "k", "access denied", 5, 6)));
        assertThat(new ReceivedRequest(json(packet), false).rows().get(0))
                .contains(entry("state", "1"), entry("value", "access denied"), entry("clock", "5"));
    }

    @Test
    void aLogEntryBringsItsFields() throws IOException {
        LogEntry log = new LogEntry(1_700_000_001, "kernel", 4, 99);
        Packet packet = Packet.of(List.of(new Sample("web", "log[x]", "oops", true, 5, 6, Optional.of(log))));
        assertThat(new ReceivedRequest(json(packet), false).rows().get(0))
                .contains(
                        entry("timestamp", "1700000001"),
                        entry("source", "kernel"),
                        entry("severity", "4"),
                        entry("eventid", "99"))
                .doesNotContainKeys("state", "id");
    }

    @Test
    void theSamePacketGivesTheSameBytes() throws IOException {
        Packet packet = packetOf(100, "x".repeat(50));
        byte[] first = bytes(packet);
        encoder.senderData(packetOf(3, "y"));
        assertThat(bytes(packet)).isEqualTo(first);
    }

    @Test
    void aLargeRequestIsCompressedAndASmallOneIsNot() throws IOException {
        assertThat(bytes(packetOf(1, "x"))[4]).isEqualTo(Frame.PLAIN);
        byte[] large = bytes(packetOf(1000, "x"));
        assertThat(large[4]).isEqualTo(Frame.COMPRESSED);
        assertThat(new ReceivedRequest(new String(Frame.read(new ByteArrayInputStream(large), 1 << 20), UTF_8), true)
                        .rows())
                .hasSize(1000);
    }

    @Test
    void whatZabbixCannotStoreBecomesTheReplacementCharacter() throws IOException {
        assertThat(roundTrip("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(roundTrip("\uD83D")).isEqualTo("\uFFFD");
        assertThat(roundTrip("\uDE00x")).isEqualTo("\uFFFDx");
        assertThat(roundTrip("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00");
    }

    @Test
    void everyOtherCharacterComesThrough() throws IOException {
        StringBuilder all = new StringBuilder();
        IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(all::appendCodePoint);
        assertThat(roundTrip(all.toString())).isEqualTo(all.toString());
    }

    static LongStream seeds() {
        return new Random().longs(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomTextComesThrough(long seed) throws IOException {
        RandomGenerator random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5000);
        for (int i = 0; i < length; i++) text.append(randomCharacter(random));
        assertThat(roundTrip(text.toString())).isEqualTo(text.toString());
    }

    @Test
    void everyNumberComesThrough() {
        for (long number : new long[] {0, 1, 9, 10, 99, 100, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE, 1_700_000_000}) {
            JsonBuffer buffer = new JsonBuffer();
            buffer.number(number);
            assertThat(new String(buffer.toByteArray(), UTF_8)).isEqualTo(Long.toString(number));
        }
    }

    private static char randomCharacter(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(0x1000, 0xD000);
            case 1 -> (char) random.nextInt(1, 0x20);
            default -> (char) random.nextInt(0x20, 0x7f);
        };
    }

    private String roundTrip(String value) throws IOException {
        Packet packet = Packet.of(List.of(Sample.of("h", "k", value, 1, 1)));
        byte[] json = Frame.read(new ByteArrayInputStream(bytes(packet)), Integer.MAX_VALUE);
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (!"value".equals(parser.nextFieldName()))
                assertThat(parser.currentToken()).isNotNull();
            return parser.nextTextValue();
        }
    }

    private static Packet packetOf(int size, String value) {
        return Packet.of(IntStream.range(0, size)
                .mapToObj(i -> Sample.of("host", "key[" + i + "]", value, 1_700_000_000, i))
                .toList());
    }

    private String json(Packet packet) throws IOException {
        return new String(Frame.read(new ByteArrayInputStream(bytes(packet)), 1 << 20), UTF_8);
    }

    private byte[] bytes(Packet packet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.senderData(packet).writeTo(out);
        return out.toByteArray();
    }
}
