package nl.meldkamer.sender;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to make the request of a packet of 1000 values, per value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodingBenchmark {

    private static final int VALUES = 1000;

    @Param({"plain", "compressed"})
    public String form = "plain";

    private final OutputStream sink = OutputStream.nullOutputStream();
    private Packet packet = packet();
    private RequestEncoder encoder = new RequestEncoder(Integer.MAX_VALUE);

    @Setup
    public void prepare() {
        packet = packet();
        encoder = new RequestEncoder(form.equals("plain") ? Integer.MAX_VALUE : 0);
    }

    private static Packet packet() {
        List<Packet.Entry> entries =
                IntStream.range(0, VALUES).mapToObj(EncodingBenchmark::entry).toList();
        return new Packet(Optional.of("0123456789abcdef0123456789abcdef"), entries);
    }

    private static Packet.Entry entry(int number) {
        String key = "ver.queue.length[queue" + number % 50 + "]";
        return new Packet.Entry(number, Sample.of("association", key, "1234.5678", 1_770_000_000L, number));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public void encode() throws IOException {
        encoder.senderData(packet).writeTo(sink);
    }
}
