package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.testing.FakeTrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our reading of input lines against that of the real zabbix_sender: random lines must give the same values. */
class ZabbixSenderTest {
    private static final Path PROGRAM = Path.of("/usr/bin/zabbix_sender");
    private static final int LINES = 400;

    /** What lines are made of: pieces that are likely to be read in different ways. */
    private static final String[] PIECES = {
        " ",
        "  ",
        "\t",
        "\"",
        "\\",
        "\\\"",
        "\\\\",
        "\\n",
        "\\t",
        "n",
        "a",
        "b c",
        "k[1]",
        "k",
        "-",
        "=",
        "'",
        "#",
        "é",
        "€",
        "0",
        "17",
        "999999999",
        "1000000000",
        "2147483647",
        "2147483648",
        "+1",
        "\r",
        "\u000b",
        "\""
    };

    /** A value as it is sent; clock and ns are empty when zabbix_sender leaves them out. */
    private record Value(String host, String key, String value, String clock, String ns) {}

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void requireTheRealThing() {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "zabbix_sender is not installed: input lines are NOT compared with it (package zabbix-agent)");
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void linesThatWeReadGiveTheSameValues(LineFormat format) throws Exception {
        List<String> lines = new ArrayList<>();
        List<Value> ours = new ArrayList<>();
        while (lines.size() < LINES) {
            String line = randomLine(format);
            read(format, line).ifPresent(value -> {
                lines.add(line);
                ours.add(value);
            });
        }

        assertThat(sentByZabbixSender(format, String.join("\n", lines) + "\n"))
                .as("seed %d", seed)
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void linesThatWeRefuseAreRefused(LineFormat format) throws Exception {
        int refused = 0;
        for (int i = 0; i < LINES; i++) {
            String line = randomLine(format);
            if (read(format, line).isPresent() || hasOurOwnReason(format, line)) continue;
            assertThat(sentByZabbixSender(format, line + "\n"))
                    .as("seed %d, line '%s'", seed, line)
                    .isEmpty();
            if (++refused == 60) break;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aLineOfEveryKindIsAmongTheRandomOnes() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) lines.add(randomLine(LineFormat.VALUE));

        long good = lines.stream()
                .filter(line -> read(LineFormat.VALUE, line).isPresent())
                .count();
        assertThat(good).as("seed %d", seed).isBetween(500L, 4500L);
    }

    private String randomLine(LineFormat format) {
        StringBuilder line = new StringBuilder();
        int fields =
                random.nextInt(20) == 0 ? random.nextInt(6) : format.shape().split(" ").length;
        for (int i = 0; i < fields; i++) line.append(i == 0 ? "" : " ").append(randomField(format, i));
        return line.toString();
    }

    private String randomField(LineFormat format, int index) {
        boolean number = (index == 2 && format.hasTimestamp()) || (index == 3 && format.hasNs());
        if (index == 1 && random.nextInt(4) > 0) return "k[" + random.nextInt(9) + "]";
        if (number && random.nextInt(4) > 0) return Integer.toString(random.nextInt(1_000_000_000));
        StringBuilder field = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) field.append(PIECES[random.nextInt(PIECES.length)]);
        return random.nextBoolean() ? field.toString() : "\"" + field + "\"";
    }

    private static Optional<Value> read(LineFormat format, String line) {
        try {
            Sample sample = parse(format, line);
            String clock = format.hasTimestamp() ? Long.toString(sample.clock()) : "";
            String ns = format.hasNs() ? Integer.toString(sample.ns()) : "";
            return Optional.of(new Value(sample.host(), sample.key(), sample.value(), clock, ns));
        } catch (BadLineException refused) {
            return Optional.empty();
        }
    }

    /** zabbix_sender lets the server find out that a key is none. */
    private static boolean hasOurOwnReason(LineFormat format, String line) {
        try {
            parse(format, line);
            return false;
        } catch (BadLineException refused) {
            return String.valueOf(refused.getMessage()).startsWith("item key");
        }
    }

    private static Sample parse(LineFormat format, String line) throws BadLineException {
        byte[] bytes = withoutReturns(line).getBytes(UTF_8);
        return new LineParser(format, Optional.of("default"), new Stamps(Clock.systemUTC()))
                .parse(bytes, 0, bytes.length, 1);
    }

    /** As the reader of lines takes them off. */
    private static String withoutReturns(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') end--;
        return line.substring(0, end);
    }

    private List<Value> sentByZabbixSender(LineFormat format, String lines) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("lines"), lines);
        try (FakeTrapper server = FakeTrapper.start()) {
            List<String> command = new ArrayList<>(List.of(
                    PROGRAM.toString(),
                    "-z",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(server.address().port()),
                    "-s",
                    "default",
                    "-i",
                    input.toString()));
            if (format.hasTimestamp()) command.add("-T");
            if (format.hasNs()) command.add("-N");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return values(server);
        }
    }

    private static List<Value> values(FakeTrapper server) {
        return server.requests().stream()
                .flatMap(request -> request.rows().stream())
                .map(row -> new Value(
                        row.get("host"),
                        row.get("key"),
                        row.get("value"),
                        row.getOrDefault("clock", ""),
                        row.getOrDefault("ns", "")))
                .toList();
    }
}
