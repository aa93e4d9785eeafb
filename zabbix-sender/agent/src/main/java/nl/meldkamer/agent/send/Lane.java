package nl.meldkamer.agent.send;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import nl.meldkamer.sender.Packet;

/** A thread that sends packets one after another, in the order in which they were put. */
final class Lane {
    private static final int PACKETS_AHEAD = 4;

    /** Empty: the end. */
    private final BlockingQueue<Optional<Packet>> packets = new ArrayBlockingQueue<>(PACKETS_AHEAD);

    private final Thread thread;

    Lane(Consumer<Packet> send) {
        thread = new Thread(() -> run(send), "lane");
        thread.setDaemon(true);
        thread.start();
    }

    void put(Packet packet) throws InterruptedException {
        packets.put(Optional.of(packet));
    }

    void end() throws InterruptedException {
        packets.put(Optional.empty());
    }

    void join() throws InterruptedException {
        thread.join();
    }

    private void run(Consumer<Packet> send) {
        try {
            for (Optional<Packet> next = packets.take(); next.isPresent(); next = packets.take()) {
                send.accept(next.get());
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
