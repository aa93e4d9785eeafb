package nl.meldkamer.sender.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** What a {@link FakeTrapper} does with one connection; the connection is closed when it returns. */
@FunctionalInterface
public interface Behaviour {

    /** Serves one connection; {@code received} is to be told of each request that was read whole. */
    void serve(InputStream in, OutputStream out, Consumer<ReceivedRequest> received) throws IOException;

    /** Takes every value, as a server in good order does; answers compressed when asked so. */
    static Behaviour accepting() {
        return (in, out, received) -> {
            ReceivedRequest request = read(in, received);
            int rows = request.rows().size();
            String answer = Answers.counted(rows, 0, rows);
            out.write(request.compressed() ? TrapperFrames.compressed(answer) : TrapperFrames.plain(answer));
        };
    }

    /** Answers each request with the same JSON. */
    static Behaviour answering(String json) {
        return raw(TrapperFrames.plain(json));
    }

    /** Answers each request with these bytes, whatever they are. */
    static Behaviour raw(byte... bytes) {
        byte[] answer = bytes.clone();
        return (in, out, received) -> {
            read(in, received);
            out.write(answer);
        };
    }

    /** Speaks before it is spoken to, as SSH or SMTP does. */
    static Behaviour greeting(String banner) {
        return (in, out, received) -> {
            out.write(banner.getBytes(StandardCharsets.UTF_8));
            out.flush();
            in.readAllBytes();
        };
    }

    /** Reads {@code bytes} of the request and cuts the connection. */
    static Behaviour cuttingRequestAfter(int bytes) {
        return (in, out, received) -> in.readNBytes(bytes);
    }

    /** Reads the request and answers the first {@code bytes} of {@code answer} only. */
    static Behaviour cuttingAnswerAfter(int bytes, byte... answer) {
        byte[] whole = answer.clone();
        return (in, out, received) -> {
            read(in, received);
            out.write(whole, 0, bytes);
        };
    }

    /** Reads the request and never answers, until the client goes away. */
    static Behaviour silent() {
        return (in, out, received) -> {
            read(in, received);
            in.readAllBytes();
        };
    }

    /** Reads nothing and answers nothing until {@code end} is counted down. */
    static Behaviour deafUntil(CountDownLatch end) {
        return (in, out, received) -> await(end);
    }

    /** Does as {@code then} says once {@code start} is counted down. */
    static Behaviour after(CountDownLatch start, Behaviour then) {
        return (in, out, received) -> {
            await(start);
            then.serve(in, out, received);
        };
    }

    private static ReceivedRequest read(InputStream in, Consumer<ReceivedRequest> received) throws IOException {
        ReceivedRequest request = TrapperFrames.read(in);
        received.accept(request);
        return request;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
