package nl.meldkamer.e2e.module;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Puts many questions to an agent from several threads, each on a connection of its own, as a Zabbix server does. */
final class Questions {

    private static final int HEADER = 13;

    private final int port;
    private final int threads;

    Questions(int port, int threads) {
        this.port = port;
        this.threads = threads;
    }

    /**
     * How it went.
     *
     * @param median of one question, connecting included, in microseconds
     * @param refused answers that were no value
     */
    record Outcome(int count, double seconds, double median, int refused) {
        double rate() {
            return count / seconds;
        }
    }

    private record Part(List<Long> nanos, int refused) {}

    Outcome ask(int count, IntFunction<String> keys) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        List<Future<Part>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) parts.add(pool.submit(() -> part(count / threads, keys)));
        pool.shutdown();
        List<Long> all = new ArrayList<>();
        int refused = 0;
        for (Future<Part> each : parts) {
            Part part = finished(each);
            all.addAll(part.nanos());
            refused += part.refused();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Collections.sort(all);
        return new Outcome(all.size(), seconds, all.get(all.size() / 2) / 1e3, refused);
    }

    private static Part finished(Future<Part> part) throws IOException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private Part part(int count, IntFunction<String> keys) throws IOException {
        List<Long> nanos = new ArrayList<>(count);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            if (ask(keys.apply(i)).startsWith("ZBX_NOTSUPPORTED")) refused++;
            nanos.add(System.nanoTime() - start);
        }
        return new Part(nanos, refused);
    }

    private String ask(String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // No port is to be kept waiting for packets that may be late: there are a million of these.
            socket.setSoLinger(true, 0);
            byte[] text = key.getBytes(UTF_8);
            ByteBuffer request = ByteBuffer.allocate(HEADER + text.length).order(ByteOrder.LITTLE_ENDIAN);
            request.put("ZBXD\1".getBytes(US_ASCII))
                    .putInt(text.length)
                    .putInt(0)
                    .put(text);
            socket.getOutputStream().write(request.array());
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) throw new IOException("the agent hung up");
            int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(5);
            return new String(in.readNBytes(length), UTF_8);
        }
    }
}
