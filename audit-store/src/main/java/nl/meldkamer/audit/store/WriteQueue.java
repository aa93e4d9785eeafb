package nl.meldkamer.audit.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that wait to be written, in order. Bounded in number and in bytes, together with those being written. */
final class WriteQueue {
    private final int capacity;
    private final long capacityInBytes;
    private final Duration gathering;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition passed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int events;
    private long bytes;
    private boolean closed;
    /** How many must wait before the writer is woken. */
    private int wanted = 1;

    private int expected;

    /** @param gathering how long those that wait may wait for those that are expected */
    WriteQueue(int capacity, long capacityInBytes, Duration gathering) {
        this.capacity = capacity;
        this.capacityInBytes = capacityInBytes;
        this.gathering = gathering;
    }

    /**
     * Takes events, each or not; never waits.
     *
     * @return those that it has no room for; all when it is closed
     */
    List<Waiting> offer(List<Waiting> offered) {
        lock.lock();
        try {
            List<Waiting> left = offered.stream().filter(event -> !take(event)).toList();
            if (waiting.size() >= wanted) arrived.signal();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private boolean take(Waiting event) {
        int size = event.incoming().size();
        if (closed || events >= capacity || bytes + size > capacityInBytes) return false;
        events++;
        bytes += size;
        return waiting.add(event);
    }

    /**
     * What waits, up to a number; waits itself for the first of it. Empty when the time is over, or the queue closed.
     */
    List<Waiting> take(int most, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (waiting.isEmpty() && !closed && nanos > 0) nanos = arrived.awaitNanos(nanos);
            gather(most);
            List<Waiting> taken = new ArrayList<>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) taken.add(waiting.remove());
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void gather(int most) throws InterruptedException {
        wanted = Math.min(most, expected);
        try {
            long nanos = waiting.isEmpty() ? 0 : gathering.toNanos();
            while (waiting.size() < wanted && !closed && nanos > 0) nanos = arrived.awaitNanos(nanos);
        } finally {
            wanted = 1;
        }
    }

    /**
     * Those taken are about to be settled. Their callers may come back at once, and one transaction with them and those
     * that wait already is less work than two: as many as are here now are expected.
     */
    void expectBack() {
        lock.lock();
        try {
            expected = events;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a database that is away be for a while; an interrupt ends it. */
    void pause(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = time.toNanos();
            while (nanos > 0) nanos = passed.awaitNanos(nanos);
        } finally {
            lock.unlock();
        }
    }

    /** They are settled: there is room again. */
    void settled(List<Waiting> taken) {
        lock.lock();
        try {
            events -= taken.size();
            for (Waiting event : taken) bytes -= event.incoming().size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    boolean isDrained() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int events() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
