package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteQueueTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private static List<Waiting> events(int count) {
        Submission submission = new Submission(count, outcome -> {});
        return IntStream.range(0, count)
                .mapToObj(i -> new Waiting(submission, i, Incoming.of(Events.event("s", "E" + i))))
                .toList();
    }

    private static List<Waiting> take(WriteQueue queue, int most) {
        try {
            return queue.take(most, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes in a thread of its own, which waits when this returns. */
    private static CompletableFuture<List<Waiting>> waitingTake(WriteQueue queue, int most) {
        CompletableFuture<List<Waiting>> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> taken.complete(take(queue, most)));
        taker.setDaemon(true);
        taker.start();
        Awaitility.await().until(() -> taker.getState() == Thread.State.TIMED_WAITING);
        return taken;
    }

    @Test
    void whatIsTakenIsInOrderAndNoMoreThanAsked() {
        WriteQueue queue = new WriteQueue(10, 1 << 20, LONG);
        List<Waiting> events = events(5);
        assertThat(queue.offer(events)).isEmpty();
        assertThat(take(queue, 3)).isEqualTo(events.subList(0, 3));
        assertThat(take(queue, 3)).isEqualTo(events.subList(3, 5));
    }

    @Test
    void thereIsRoomForSoManyAndNotForTheRest() {
        WriteQueue queue = new WriteQueue(3, 1 << 20, LONG);
        List<Waiting> events = events(5);
        assertThat(queue.offer(events)).isEqualTo(events.subList(3, 5));
        queue.settled(take(queue, 2));
        assertThat(queue.offer(events.subList(3, 5))).isEmpty();
        queue.close();
        assertThat(queue.offer(events.subList(0, 1))).hasSize(1);
    }

    @Test
    void thoseWhoComeBackAreTakenWithThoseWhoWait() throws Exception {
        WriteQueue queue = new WriteQueue(100, 1 << 20, LONG);
        queue.offer(events(2));
        List<Waiting> written = take(queue, 100);
        queue.offer(events(1));
        queue.expectBack();
        queue.settled(written);
        var next = waitingTake(queue, 100);
        queue.offer(events(1));
        assertThat(next).isNotDone();
        queue.offer(events(1));
        assertThat(next.get(30, TimeUnit.SECONDS)).hasSize(3);
    }

    @Test
    void nobodyWaitsLongForThoseWhoDoNotComeBackOrAtAllWhenClosed() throws Exception {
        WriteQueue queue = new WriteQueue(100, 1 << 20, Duration.ofMillis(1));
        queue.offer(events(2));
        queue.expectBack();
        queue.settled(take(queue, 100));
        queue.offer(events(1));
        assertThat(take(queue, 100)).hasSize(1);
        WriteQueue closing = new WriteQueue(100, 1 << 20, LONG);
        closing.offer(events(2));
        closing.expectBack();
        closing.settled(take(closing, 100));
        closing.offer(events(1));
        var last = waitingTake(closing, 100);
        closing.close();
        assertThat(last.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
}
