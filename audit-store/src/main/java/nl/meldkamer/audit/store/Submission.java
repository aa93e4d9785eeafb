package nl.meldkamer.audit.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nl.meldkamer.audit.Appended;

/** What one caller appends at once: its future completes when the last of it is settled. */
final class Submission {
    private final CompletableFuture<List<Appended>> future = new CompletableFuture<>();
    private final AtomicReferenceArray<Appended> outcomes;
    private final AtomicInteger left;
    private final Consumer<Appended> each;

    /**
     * One with nothing settled yet.
     *
     * @param each told of every outcome
     */
    Submission(int size, Consumer<Appended> each) {
        outcomes = new AtomicReferenceArray<>(size);
        left = new AtomicInteger(size);
        this.each = each;
        if (size == 0) future.complete(List.of());
    }

    CompletableFuture<List<Appended>> future() {
        return future;
    }

    void settle(int index, Appended outcome) {
        outcomes.set(index, outcome);
        each.accept(outcome);
        if (left.decrementAndGet() == 0) future.complete(all());
    }

    private List<Appended> all() {
        return IntStream.range(0, outcomes.length()).mapToObj(outcomes::get).toList();
    }
}
