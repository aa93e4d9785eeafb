package nl.meldkamer.agent.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to get a value from the daemon: in its memory only, and over its socket. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SocketBenchmark {

    private static final int KEYS = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LatestValues latest = new LatestValues("association", InstantSource.system());
    private final Request.Get get = new Request.Get("", key(KEYS / 2));
    private @Nullable SocketServer server;
    private @Nullable SocketClient client;

    @Setup
    public void open() throws IOException {
        long now = Instant.now().getEpochSecond();
        for (int i = 0; i < KEYS; i++)
            latest.take(List.of(Sample.of("association", key(i), "1234.5678", now, i)), Duration.ofHours(1));
        Path socket = Files.createTempDirectory("socket").resolve("meldkamer.sock");
        RequestHandler handler = new RequestHandler(
                samples -> {},
                Map::of,
                new Stamps(InstantSource.system()),
                new Knowledge("benchmark", latest, new Confirmations()));
        server = SocketServer.open(socket, handler, Peers.DEFAULT);
        client = SocketClient.connect(socket, LIMIT);
    }

    private static String key(int number) {
        return "ver.queue.length[queue" + number + "]";
    }

    @TearDown
    public void close() throws IOException {
        if (client != null) client.close();
        if (server != null) server.close();
    }

    @Benchmark
    public Reply fromMemory() {
        return latest.answer(get);
    }

    @Benchmark
    public Reply overTheSocket() throws IOException {
        if (client == null) throw new IOException("not connected");
        return client.ask(get);
    }
}
